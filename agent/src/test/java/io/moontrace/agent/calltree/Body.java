package io.moontrace.agent.calltree;

import java.util.List;

/** The statements of one function: calls that end well, then the one that fails, or the leaf. */
final class Body {
  /** The outcome of the leaf. */
  enum Ending {
    /** It fails the tree. */
    FAILS,
    /** It fails, but a pcall around the whole catches it. */
    CAUGHT,
    /** It returns. */
    RETURNS
  }

  private static final List<String> FILLERS =
      List.of(
          "",
          "-- nothing",
          "local x = 1 + 2",
          "local s = (\"x\"):rep(3)",
          "local t = {\n1,\n2}",
          "if true then\nlocal x = #\"abc\"\nend",
          "for i = 1, 2 do\nlocal x = i * i\nend",
          "--[[ a\nlong one ]]");

  private final Draft draft;
  private final int depth;
  private final Ending ending;
  private final boolean underCatch;
  private final Call call;
  private final Callee callee;
  private boolean written;

  /**
   * A body.
   *
   * @param depth how many calls go down from it
   * @param underCatch whether a script catches the error further out
   */
  Body(Draft draft, int depth, Ending ending, boolean underCatch) {
    this.draft = draft;
    this.depth = depth;
    this.ending = ending;
    this.underCatch = underCatch;
    call = depth == 0 ? null : draft.pick(Call.KINDS);
    callee = depth == 0 ? null : callee();
  }

  /** How many calls go down from it. */
  int depth() {
    return depth;
  }

  private Callee callee() {
    Body next = new Body(draft, depth - 1, ending, underCatch || call.catches());
    return call.callee(draft, next);
  }

  /** The callee may be defined before the function that calls it: then it is an upvalue there. */
  void writeEarlier() {
    if (callee instanceof Defined && draft.chance(0.3)) {
      callee.declare();
      written = true;
    }
  }

  /**
   * Writes it.
   *
   * @param vararg whether there is a {@code ...}
   */
  BodyFailure write(boolean vararg) {
    fill();
    if (draft.chance(0.12)) {
      writeSide();
    }
    if (depth == 0) {
      return leaf();
    }
    if (!written) {
      callee.declare();
    }
    fill();
    BodyFailure failure = inLoop(vararg);
    fill();
    return failure;
  }

  private void fill() {
    for (int i = draft.below(3); i > 0; i--) {
      draft.write("do " + draft.pick(FILLERS) + "\nend\n");
    }
  }

  private BodyFailure inLoop(boolean vararg) {
    int loop = draft.below(8);
    draft.write(loop == 0 ? "for i = 1, 3 do\nif i == 2 then\n" : loop == 1 ? "repeat\n" : "");
    BodyFailure failure = call.write(new Calling(draft, callee, vararg));
    draft.write(loop == 0 ? "end\nend\n" : loop == 1 ? "until true\n" : "");
    return failure;
  }

  private BodyFailure leaf() {
    if (ending == Ending.RETURNS) {
      return BodyFailure.at(draft.line(), Fault.lua(Fault.Value.TEXT));
    }
    if (ending == Ending.CAUGHT) {
      draft.write("if true then\n");
    } else {
      draft.write("hits = (hits or 0) + 1\nif hits == " + draft.failsAt() + " then\n");
    }
    BodyFailure failure = Leaf.write(draft, underCatch || ending == Ending.CAUGHT, ending);
    draft.write("end\n");
    return failure;
  }

  /** A small tree of its own that does not fail, or is caught. */
  private void writeSide() {
    boolean caught = draft.chance(0.4);
    String side = draft.fresh("side");
    draft.write("do\nlocal function " + side + "()\n");
    new Body(draft, draft.below(3), caught ? Ending.CAUGHT : Ending.RETURNS, false).write(false);
    draft.write("end\n");
    if (caught) {
      draft.write((draft.chance(0.5) ? "pcall(" + side : "xpcall(" + side + ", id") + ")\n");
    } else if (draft.chance(0.2)) {
      draft.write("local step = coroutine.wrap(function()\n" + side + "()\n");
      draft.write("coroutine.yield(1)\nend)\nstep()\nstep()\n");
    } else {
      draft.write(side + "()\n");
    }
    draft.write("end\n");
  }
}
