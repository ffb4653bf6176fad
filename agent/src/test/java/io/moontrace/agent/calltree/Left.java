package io.moontrace.agent.calltree;

/**
 * What a function body left when it failed.
 *
 * @param fault without the frame of the function itself
 * @param line the line it was at, or {@link #GONE}
 */
record Left(Fault fault, int line) {
  /** A tail call: there is no such frame any more. */
  static final int GONE = 0;

  static Left at(int line, Fault fault) {
    if (line == GONE) {
      fault.passTailCall();
    }
    return new Left(fault, line);
  }

  /** Out of the function, which is named and stands in that file. */
  Fault out(String function, String file) {
    if (line != GONE) {
      fault.pass(TrueFrame.lua(function, file, line));
    }
    return fault;
  }
}
