package io.moontrace.agent.calltree;

import java.util.List;

/** Calls by way of a metatable. */
final class Metamethods {
  /** An event, and an expression that makes it happen to the objects o and p. */
  private record Event(String name, String expression) {}

  private static final List<Event> EVENTS =
      List.of(
          new Event("__index", "o.zz"),
          new Event("__index", "o[1]"),
          new Event("__index", "undefined"),
          new Event("__newindex", null),
          new Event("__add", "o + 1"),
          new Event("__add", "1 + o"),
          new Event("__sub", "o - p"),
          new Event("__mul", "2 * o"),
          new Event("__div", "o / 2"),
          new Event("__mod", "o % 2"),
          new Event("__pow", "o ^ 2"),
          new Event("__unm", "-o"),
          new Event("__len", "#o"),
          new Event("__concat", "o .. \"x\""),
          new Event("__concat", "\"x\" .. o"),
          new Event("__concat", "o .. 1 .. \"x\""),
          new Event("__eq", "o == p"),
          new Event("__eq", "o ~= p"),
          new Event("__lt", "o < p"),
          new Event("__lt", "o > p"),
          new Event("__le", "o <= p"),
          new Event("__le", "o >= p"),
          new Event("__call", null));

  static BodyFailure write(Calling calling) {
    Draft draft = calling.draft();
    Event event = draft.pick(EVENTS);
    boolean call = event.name.equals("__call");
    draft.write(call ? "" : "do\n").write("local meta = {");
    calling.callee().writeField(event.name);
    draft.write("}\nlocal o, p = setmetatable({}, meta), setmetatable({}, meta)\n");
    BodyFailure failure = call ? call(calling) : happen(calling, event);
    draft.write(call ? "" : "end\n");
    return failure;
  }

  private static BodyFailure call(Calling calling) {
    int line = calling.writeCall(() -> calling.draft().write("o" + calling.arguments()));
    return BodyFailure.at(line, calling.callee().out(line == BodyFailure.GONE ? null : "o"));
  }

  private static BodyFailure happen(Calling calling, Event event) {
    Draft draft = calling.draft();
    if (event.expression == null) {
      int line = draft.line();
      draft.write("o.zz = 1\n");
      return BodyFailure.at(line, calling.callee().out(event.name));
    }
    if (event.expression.equals("undefined")) {
      draft.write("local _ENV = o\n");
    }
    int line = calling.writeExpression(() -> draft.write(event.expression));
    return BodyFailure.at(line, calling.callee().out(event.name));
  }

  private Metamethods() {}
}
