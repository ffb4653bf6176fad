package io.moontrace.agent.calltree;

import java.util.List;

/** A Lua function that is written for one call: how it is defined, and how the script has it. */
class Callee {
  private static final List<String> PARAMETERS = List.of("", "a", "a, b", "...", "a, ...");

  protected final Draft draft;
  protected final Body body;

  /** The name that its definition gives it, or null. */
  protected String definedName;

  /** The name that the source has for the value that is called, or null. */
  protected String calledName;

  /** The expression of the value. */
  protected String value;

  private String file;
  private int definedAt;
  private BodyFailure failure;

  Callee(Draft draft, Body body) {
    this.draft = draft;
    this.body = body;
  }

  /** Writes the statements before the call. */
  void declare() {}

  /** Writes the expression of the function. */
  void writeValue() {
    draft.write(value);
  }

  /** Writes the function as a field of a table constructor. */
  void writeField(String key) {
    draft.write(key + " = ");
    writeValue();
  }

  /** Writes a call; {@code arguments} have their parentheses. */
  void writeCall(String arguments) {
    writeValue();
    draft.write(arguments);
  }

  String calledName() {
    return calledName;
  }

  /**
   * What comes out of it.
   *
   * @param called how the calling instruction names it, or null when it does not or there is none
   */
  Fault out(String called) {
    String name = definedName != null ? definedName : called;
    return failure.out(name != null ? name : "<" + file + ":" + definedAt + ">", file);
  }

  /** Writes {@code header(…) … end}. */
  protected void writeFunction(String header) {
    file = draft.script().name();
    definedAt = draft.line();
    String parameters = draft.pick(PARAMETERS);
    draft.write(header + "(" + parameters + ")\n");
    failure = body.write(parameters.endsWith("..."));
    draft.write("end");
  }

  /** Writes the body as a chunk of its own. */
  protected void writeChunk(Script chunk) {
    file = chunk.name();
    definedName = "main chunk";
    draft.writeInto(
        chunk,
        () -> {
          draft.write(Program.PRELUDE);
          failure = body.write(true);
        });
  }

  /** A function that is written where its value is needed. */
  static final class Inline extends Callee {
    Inline(Draft draft, Body body) {
      super(draft, body);
    }

    @Override
    void writeValue() {
      writeFunction("function");
    }

    @Override
    void writeField(String key) {
      definedName = key;
      super.writeField(key);
    }

    @Override
    void writeCall(String arguments) {
      draft.write("(");
      writeValue();
      draft.write(")" + arguments);
    }
  }

  /** A chunk inside a string. */
  static final class Loaded extends Callee {
    private static final List<String> NAMES = List.of("@%s.lua", "=%s", "%s.lua");

    /** The name of a chunk without one is its whole text, which every message repeats. */
    private static final int UNNAMED_DEPTH = 2;

    Loaded(Draft draft, Body body) {
      super(draft, body);
    }

    @Override
    void declare() {
      value = draft.fresh("chunk");
      boolean named = body.depth() > UNNAMED_DEPTH || draft.chance(0.7);
      String given = named ? String.format(draft.pick(NAMES), value) : "";
      String firstLine = "-- " + value;
      Script chunk =
          new Script(named ? given.replaceFirst("^[@=]", "") : "[string \"" + firstLine + "...\"]");
      chunk.write(firstLine + "\n");
      writeChunk(chunk);
      String level = "=".repeat(draft.freshNumber());
      draft.write("local " + value + " = assert(load([" + level + "[\n" + chunk);
      draft.write("]" + level + "]" + (named ? ", \"" + given + "\"" : "") + "))\n");
    }
  }

  /** A chunk in a file. */
  static final class InFile extends Callee {
    private String path;

    InFile(Draft draft, Body body) {
      super(draft, body);
    }

    String module() {
      return path.replace(".lua", "");
    }

    @Override
    void declare() {
      path = draft.fresh("file") + ".lua";
      Script chunk = new Script(path);
      writeChunk(chunk);
      draft.files().put(path, chunk.toString());
      value = "loadfile(\"" + path + "\")";
    }
  }
}
