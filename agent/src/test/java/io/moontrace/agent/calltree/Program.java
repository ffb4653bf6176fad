package io.moontrace.agent.calltree;

import io.moontrace.agent.calltree.Body.Ending;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** One tree as a Lua program, with the error that it must end in. */
final class Program {
  /** At the beginning of each chunk: a function that hides where its argument comes from. */
  static final String PRELUDE = "local function id(...)\nreturn ...\nend\n";

  static final int MAX_DEPTH = 12;

  private final String chunk;
  private final String text;
  private final Map<String, String> files;
  private final Fault fault;

  private Program(String chunk, Draft draft, Fault fault) {
    this.chunk = chunk;
    this.text = draft.script().toString();
    this.files = draft.files();
    this.fault = fault;
  }

  /** The same for the same seed. */
  static Program of(long seed) {
    Random random = new Random(seed);
    random.nextInt(); // the first numbers of neighbouring seeds are alike
    String name = "tree.lua";
    int failsAt = random.nextInt(4) == 0 ? 2 : 1;
    Draft draft = new Draft(random, name, failsAt);
    draft.write(PRELUDE);
    if (draft.chance(0.02)) {
      writeManyConstants(draft);
    }
    Body body = new Body(draft, draft.below(MAX_DEPTH + 1), Ending.FAILS, false);
    Callee start = new Start(draft, body);
    start.declare();
    BodyFailure main = call(draft, start);
    return new Program(
        draft.pick(List.of("@", "=", "")) + name, draft, main.out("main chunk", name));
  }

  /** Names of more constants than an instruction has room for are kept in registers. */
  private static void writeManyConstants(Draft draft) {
    draft.write("local many = {");
    IntStream.range(0, 300).forEach(i -> draft.write("\"many " + i + "\", "));
    draft.write("}\n");
  }

  private static BodyFailure call(Draft draft, Callee start) {
    draft.write("for i = 1, " + draft.failsAt() + " do\n");
    int line = draft.line();
    start.writeCall("()\n");
    draft.write("end\n");
    return BodyFailure.at(line, start.out(null));
  }

  /** As the chunk is loaded. */
  String chunk() {
    return chunk;
  }

  String text() {
    return text;
  }

  Map<String, String> files() {
    return files;
  }

  Fault fault() {
    return fault;
  }

  /** A function of the main chunk. */
  private static final class Start extends Callee {
    Start(Draft draft, Body body) {
      super(draft, body);
      value = "start";
      definedName = "start";
    }

    @Override
    void declare() {
      body.writeEarlier();
      writeFunction("function start");
      draft.write("\n");
    }
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder("---- " + chunk + "\n" + numbered(text));
    files.forEach(
        (path, code) -> all.append("---- ").append(path).append('\n').append(numbered(code)));
    return all.toString();
  }

  private static String numbered(String code) {
    StringBuilder all = new StringBuilder();
    int line = 0;
    for (String one : code.lines().toList()) {
      all.append(String.format("%4d  %s%n", ++line, one));
    }
    return all.toString();
  }
}
