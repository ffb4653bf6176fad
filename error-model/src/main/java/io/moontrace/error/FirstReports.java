package io.moontrace.error;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which errors one destination has seen whole, with stack, frames and causes. An error that
 * surfaces again in the same trace only has to be named there: {@code error.id} leads to the first.
 * What is known better by then (it was logged on its way out of Lua, say) is told whole again, and
 * so is all that belongs to no trace, and what a script had caught when it goes on to leave Lua.
 * Thread-safe; holds names only.
 */
public final class FirstReports {
  /** Errors remembered; beyond it the eldest is forgotten, and told whole once more. */
  static final int REMEMBERED = 1024;

  private static final FirstReports OF_SPANS = new FirstReports();

  private final Map<String, Integer> told = new BoundedMap<>(REMEMBERED, false);

  /** What the spans of this process, all together, have seen. */
  public static FirstReports ofSpans() {
    return OF_SPANS;
  }

  /** Whether the destination needs the whole error; it counts as told from here on. */
  public boolean isNew(ErrorReport report) {
    return isNew(report, report.trace());
  }

  /**
   * As {@link #isNew(ErrorReport)}.
   *
   * @param trace where it surfaces this time
   */
  public boolean isNew(ErrorReport report, @Nullable TraceIds trace) {
    if (trace == null) {
      return true;
    }
    String error = trace.traceId() + report.id() + report.handled();
    int known = known(root(report));
    synchronized (told) {
      Integer before = told.get(error);
      if (before != null && before >= known) {
        return false;
      }
      told.put(error, known);
      return true;
    }
  }

  /** What lies around an error tells nothing new of the error itself. */
  private static List<Frame> root(ErrorReport report) {
    int root = Cause.root(report.causes());
    return root == Cause.ERROR ? report.frames() : report.causes().get(root).frames();
  }

  /**
   * Frames that are more than a guess: on its way, an error has Lua functions that tell no line.
   */
  private static int known(List<Frame> frames) {
    int known = 0;
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).line() != Frame.NO_LINE) {
        known++;
      }
    }
    return known;
  }
}
