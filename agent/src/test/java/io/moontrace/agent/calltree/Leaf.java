package io.moontrace.agent.calltree;

import io.moontrace.agent.calltree.Body.Ending;
import io.moontrace.agent.calltree.Fault.Value;
import java.util.List;

/** What fails. In the statements, {@code #} is a fresh number. */
final class Leaf {
  private record Raise(String call, Value value) {}

  private record BuiltinFailure(String name, String call) {}

  private static final List<Raise> RAISES =
      List.of(
          new Raise("error(\"boom #.\")", Value.TEXT),
          new Raise("error(\"boom #.\", 0)", Value.TEXT),
          new Raise("error(\"boom #.\", 2)", Value.TEXT),
          new Raise("error(#)", Value.TEXT),
          new Raise("error({code = #})", Value.TABLE),
          new Raise(
              "error(setmetatable({}, {__tostring = function() return \"boom #.\" end}))",
              Value.TABLE),
          new Raise("error()", Value.NIL));

  private static final List<String> STATEMENTS =
      List.of(
          "local w = v.f",
          "local w = v[1]",
          "v.f = 1",
          "v()",
          "v:m()",
          "local w = v + 1",
          "local w = -v",
          "local w = {} < {}",
          "local w = 1 <= \"x\"",
          "local w = \"a\" .. {}",
          "local w = undefined_#.f",
          "undefined_#(1, 2)",
          "for i = 1, {} do end");

  private static final List<BuiltinFailure> BUILTINS =
      List.of(
          new BuiltinFailure("assert", "assert(nil)"),
          new BuiltinFailure("assert", "assert(false, \"boom #.\")"),
          new BuiltinFailure("string.rep", "string.rep(\"x\", {})"),
          new BuiltinFailure("string.rep", "(\"x\"):rep({})"),
          new BuiltinFailure("string.format", "string.format(\"%d\", {})"),
          new BuiltinFailure("table.concat", "table.concat({{}})"),
          new BuiltinFailure("table.sort", "table.sort({1, \"x\"})"),
          new BuiltinFailure("setmetatable", "setmetatable(1, {})"),
          new BuiltinFailure("ipairs", "ipairs()"),
          new BuiltinFailure("select", "select(0)"),
          new BuiltinFailure("tonumber", "tonumber(\"1\", 99)"),
          new BuiltinFailure("load", "load({})"),
          new BuiltinFailure("coroutine.wrap", "coroutine.wrap(1)"),
          new BuiltinFailure("require", "require(\"no_module\")"),
          new BuiltinFailure("dofile", "dofile(\"no_file.lua\")"));

  /**
   * Writes it.
   *
   * @param caught whether a script catches the error
   */
  static BodyFailure write(Draft draft, boolean caught, Ending ending) {
    Calling calling = new Calling(draft, null, false);
    return switch (draft.below(4)) {
      case 0 -> raise(calling, caught);
      case 1 -> statement(draft);
      case 2 -> builtin(calling);
      default -> java(calling, ending);
    };
  }

  private static BodyFailure raise(Calling calling, boolean caught) {
    Raise raise = calling.draft().pick(RAISES);
    if (caught && raise.value == Value.NIL) {
      raise = RAISES.get(0);
    }
    int line = writeCall(calling, raise.call);
    Fault fault = Fault.lua(raise.value);
    fault.pass(TrueFrame.builtin("error"));
    return BodyFailure.at(line, fault);
  }

  private static BodyFailure statement(Draft draft) {
    draft.write("local v\n");
    int line = draft.line();
    draft.write(numbered(draft, draft.pick(STATEMENTS)) + "\n");
    return new BodyFailure(Fault.lua(Value.TEXT), line, line);
  }

  private static BodyFailure builtin(Calling calling) {
    BuiltinFailure failure = calling.draft().pick(BUILTINS);
    int line = writeCall(calling, failure.call);
    Fault fault = Fault.lua(Value.TEXT);
    fault.pass(TrueFrame.builtin(failure.name));
    return BodyFailure.at(line, fault);
  }

  private static BodyFailure java(Calling calling, Ending ending) {
    JavaSide.Failing failing = calling.draft().pick(JavaSide.FAILURES);
    if (ending == Ending.CAUGHT && failing.code().throwsError()) {
      failing = JavaSide.FAILURES.get(0);
    }
    int line = writeCall(calling, failing.call());
    Fault fault = Fault.java(failing.code(), failing.value());
    if (failing.luajava()) {
      fault.passLuajava();
    }
    return BodyFailure.at(line, fault);
  }

  private static int writeCall(Calling calling, String call) {
    return calling.writeCall(() -> calling.draft().write(numbered(calling.draft(), call)));
  }

  private static String numbered(Draft draft, String code) {
    return code.replace("#", Integer.toString(draft.freshNumber()));
  }

  private Leaf() {}
}
