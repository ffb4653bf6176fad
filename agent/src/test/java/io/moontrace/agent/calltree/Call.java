package io.moontrace.agent.calltree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A way to call a function.
 *
 * @param catches whether it catches the error of the function
 */
record Call(
    BiFunction<Draft, Body, Callee> maker, Function<Calling, BodyFailure> writer, boolean catches) {
  static final List<Call> KINDS = new ArrayList<>();

  static {
    for (int i = 0; i < 10; i++) {
      KINDS.add(of(Call::direct));
    }
    for (int i = 0; i < 4; i++) {
      KINDS.add(of(Call::relayed));
      KINDS.add(of(Metamethods::write));
    }
    for (int i = 0; i < 2; i++) {
      KINDS.add(of(Call::parameter));
      KINDS.add(of(Call::iterator));
      KINDS.add(new Call(Defined::any, Catching::write, true));
      KINDS.add(of(Call::wrapped));
    }
    KINDS.add(new Call(Defined::any, Call::coroutine, true));
    builtin("table.sort", "table.sort({2, 1}, ", ")");
    builtin("string.gsub", "string.gsub(\"ab\", \"%w\", ", ")");
    builtin("string.gsub", "(\"ab\"):gsub(\".\", ", ")");
    builtin("string.gsub", "(\"ab\"):gsub(\".\", setmetatable({}, {__index = id(", ")}))");
    builtin("tostring", "tostring(setmetatable({}, {__tostring = id(", ")}))");
    builtin("table.unpack", "table.unpack(setmetatable({}, {__index = id(", ")}), 1, 1)");
    KINDS.add(of(Call::required));
    KINDS.add(new Call(Callee.InFile::new, Call::doneFile, false));
    KINDS.add(new Call(Callee.InFile::new, Call::requiredFile, false));
  }

  Callee callee(Draft draft, Body body) {
    return maker.apply(draft, body);
  }

  BodyFailure write(Calling calling) {
    return writer.apply(calling);
  }

  private static Call of(Function<Calling, BodyFailure> writer) {
    return new Call(Defined::any, writer, false);
  }

  private static void builtin(String name, String before, String after) {
    KINDS.add(of(calling -> through(calling, name, calling.writeCallWithValue(before, after))));
  }

  private static BodyFailure through(Calling calling, String builtin, int line) {
    Fault fault = calling.callee().out(null);
    fault.pass(TrueFrame.builtin(builtin));
    return BodyFailure.at(line, fault);
  }

  private static BodyFailure direct(Calling calling) {
    Callee callee = calling.callee();
    int line = calling.writeCall(() -> callee.writeCall(calling.arguments()));
    return BodyFailure.at(line, callee.out(line == BodyFailure.GONE ? null : callee.calledName()));
  }

  /** By Java, which calls back. */
  private static BodyFailure relayed(Calling calling) {
    JavaSide.Relayed relay = calling.draft().pick(JavaSide.RELAYS);
    int line = writeRelayed(calling, relay);
    Fault fault = calling.callee().out(null);
    fault.passAll(relay.code().frames());
    if (relay.luajava()) {
      fault.passLuajava();
    }
    return BodyFailure.at(line, fault);
  }

  /** By Java, which catches and throws an exception of its own. */
  private static BodyFailure wrapped(Calling calling) {
    JavaSide.Relayed relay = calling.draft().pick(JavaSide.WRAPPERS);
    int line = writeRelayed(calling, relay);
    Fault fault = calling.callee().out(null);
    fault.wrappedBy(relay.code());
    if (relay.luajava()) {
      fault.passLuajava();
    }
    return BodyFailure.at(line, fault);
  }

  private static int writeRelayed(Calling calling, JavaSide.Relayed relay) {
    Draft draft = calling.draft();
    Runnable expression =
        () -> {
          draft.write(relay.before());
          if (relay.key() == null) {
            calling.callee().writeValue();
          } else {
            calling.callee().writeField(relay.key());
          }
          draft.write(relay.after());
        };
    return relay.isConstructor()
        ? calling.writeCallOnly(expression)
        : calling.writeCall(expression);
  }

  /** In a coroutine, which the error ends. */
  private static BodyFailure coroutine(Calling calling) {
    Draft draft = calling.draft();
    String step = draft.fresh("step");
    draft.write("local " + step + " = coroutine.wrap(");
    calling.callee().writeValue();
    draft.write(")\n");
    int line = calling.writeCall(() -> draft.write(step + calling.arguments()));
    Fault fault = calling.callee().out(null);
    fault.outOfCoroutine();
    fault.pass(TrueFrame.builtin(line == BodyFailure.GONE ? "coroutine.wrap" : step));
    return BodyFailure.at(line, fault);
  }

  /** By a Lua function that has it as a parameter. */
  private static BodyFailure parameter(Calling calling) {
    Draft draft = calling.draft();
    String apply = draft.fresh("apply");
    draft.write("local function " + apply + "(callback, ...)\n\n");
    int inner = draft.line();
    draft.write("local r = callback(...)\nreturn r\nend\n");
    int line = calling.writeCallWithValue(apply + "(", ", 1, 2)");
    Fault fault = calling.callee().out("callback");
    fault.pass(TrueFrame.lua(apply, draft.script().name(), inner));
    return BodyFailure.at(line, fault);
  }

  private static BodyFailure iterator(Calling calling) {
    Draft draft = calling.draft();
    int line = draft.line();
    draft.write("for k in ");
    calling.callee().writeValue();
    draft.write(draft.chance(0.5) ? ", {}, 0" : "").write(" do\nlocal x = k\nbreak\nend\n");
    return BodyFailure.at(line, calling.callee().out("for iterator"));
  }

  private static BodyFailure required(Calling calling) {
    Draft draft = calling.draft();
    String module = draft.fresh("module");
    draft.write("package.loaded." + module + " = nil\npackage.preload." + module + " = id(");
    calling.callee().writeValue();
    draft.write(")\n");
    int line = calling.writeCallOnly(() -> draft.write("require(\"" + module + "\")"));
    return through(calling, "require", line);
  }

  private static BodyFailure doneFile(Calling calling) {
    String module = ((Callee.InFile) calling.callee()).module();
    int line = calling.writeCallOnly(() -> calling.draft().write("dofile \"" + module + ".lua\""));
    return through(calling, "dofile", line);
  }

  private static BodyFailure requiredFile(Calling calling) {
    String module = ((Callee.InFile) calling.callee()).module();
    calling.draft().write("package.loaded." + module + " = nil\n");
    int line = calling.writeCallOnly(() -> calling.draft().write("require(\"" + module + "\")"));
    return through(calling, "require", line);
  }
}
