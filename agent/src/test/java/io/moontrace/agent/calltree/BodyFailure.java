package io.moontrace.agent.calltree;

/**
 * How a function body failed.
 *
 * @param fault without the frame of the function itself
 * @param line the line it was at, or {@link #GONE}
 * @param caughtAt the line it was at when it caught what it then raised again; else the same line
 */
record BodyFailure(Fault fault, int line, int caughtAt) {
  /** A tail call: there is no such frame any more. */
  static final int GONE = 0;

  static BodyFailure at(int line, Fault fault) {
    if (line == GONE) {
      fault.passTailCall();
    }
    return new BodyFailure(fault, line, line);
  }

  /** The body caught an error in one line and raised it again in another one. */
  static BodyFailure raisedAgain(int caughtAt, int line, Fault fault) {
    if (line == GONE) {
      fault.passTailCallRaised();
    }
    return new BodyFailure(fault, line, caughtAt);
  }

  /** Out of the function, which is named and stands in that file. */
  Fault out(String function, String file) {
    if (line != GONE) {
      fault.passRaised(TrueFrame.lua(function, file, line));
    }
    if (caughtAt != GONE) {
      fault.passCaught(TrueFrame.lua(function, file, caughtAt));
    }
    return fault;
  }
}
