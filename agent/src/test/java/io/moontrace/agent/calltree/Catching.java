package io.moontrace.agent.calltree;

import io.moontrace.agent.calltree.Fault.Value;
import java.util.List;

/** A call whose error the script catches and raises again. */
final class Catching {
  /** How an error that is a text, in e, is raised again. */
  private static final List<String> AGAIN =
      List.of(
          "error(e)",
          "error(e, 0)",
          "error(e, 2)",
          "error(\"again: \" .. e)",
          "error(e .. \" again\", 0)",
          "error((\"<%s>\"):format(e))",
          "assert(ok, e)",
          "assert(nil, \"again: \" .. e)");

  private static final List<String> HANDLERS =
      List.of("id", "function(m) return m end", "function(m) return \"handled \" .. m end");

  static BodyFailure write(Calling calling) {
    Draft draft = calling.draft();
    String catcher = draft.chance(0.6) ? "pcall" : "xpcall";
    String handler = catcher.equals("pcall") ? "" : ", " + draft.pick(HANDLERS);
    int caught = draft.line();
    draft.write("local ok, e = " + catcher + "(");
    calling.callee().writeValue();
    draft.write(handler + (draft.chance(0.5) ? ", 1, 2" : "") + ")\nif not ok then\n");
    BodyFailure failure = raiseAgain(calling, TrueFrame.builtin(catcher), caught);
    draft.write("end\n");
    return failure;
  }

  private static BodyFailure raiseAgain(Calling calling, TrueFrame catcher, int caught) {
    Fault fault = calling.callee().out(null);
    String again = fault.value() == Value.TEXT ? calling.draft().pick(AGAIN) : "error(e)";
    int line = calling.writeCall(() -> calling.draft().write(again));
    if (fault.uncatchable()) {
      fault.pass(catcher);
      return BodyFailure.at(caught, fault);
    }
    fault.raisedAgain(catcher);
    fault.passRaised(TrueFrame.builtin(again.startsWith("assert") ? "assert" : "error"));
    return BodyFailure.raisedAgain(caught, line, fault);
  }

  private Catching() {}
}
