package io.moontrace.agent.calltree;

import io.moontrace.error.Cause;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * A throwable with its stack: the error, or one behind it.
 *
 * @param relation to the one before it; null for the error itself
 */
record Thrown(Cause.Relation relation, String type, List<TrueFrame> frames) {
  static final String LUA_ERROR = "org.luaj.vm2.LuaError";

  Thrown as(Cause.Relation newRelation) {
    return new Thrown(newRelation, type, frames);
  }

  /** The error of a report and what is behind it, which must be one chain. */
  static List<Thrown> reported(ErrorReport report) {
    List<Thrown> chain = new ArrayList<>();
    chain.add(new Thrown(null, report.type(), frames(report.frames())));
    for (int i = 0; i < report.causes().size(); i++) {
      Cause cause = report.causes().get(i);
      if (cause.parent() != i - 1) {
        throw new AssertionError("cause " + i + " has parent " + cause.parent());
      }
      chain.add(new Thrown(cause.relation(), cause.type(), frames(cause.frames())));
    }
    return chain;
  }

  private static List<TrueFrame> frames(List<Frame> frames) {
    return frames.stream().map(TrueFrame::reported).toList();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(relation == null ? "" : relation + ": ").append(type);
    frames.forEach(frame -> text.append("\n    ").append(frame));
    return text.append('\n').toString();
  }
}
