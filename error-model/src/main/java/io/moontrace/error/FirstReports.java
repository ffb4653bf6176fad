package io.moontrace.error;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which errors one destination has received completely, with stack, frames and causes.
 * When an error surfaces again in the same trace, only its identifying fields are needed: {@code
 * error.id} leads to the first report. An error is reported completely again if more of its stack
 * is known by then (for example, if it was first logged on its way out of Lua), if it belongs to no
 * trace, or if a script had caught it and it escapes Lua now. Thread-safe; holds only strings.
 */
public final class FirstReports {
  /** Errors remembered; a forgotten one would be reported completely once more. */
  static final int REMEMBERED = 1024;

  private static final FirstReports OF_SPANS = new FirstReports();

  private final Map<String, Integer> reported = new BoundedMap<>(REMEMBERED, false);

  /** The instance for the spans of this process. */
  public static FirstReports ofSpans() {
    return OF_SPANS;
  }

  /**
   * Whether the destination needs the complete error. If so, it counts as reported from then on.
   */
  public boolean isNew(ErrorReport report) {
    return isNew(report, report.trace());
  }

  /**
   * As {@link #isNew(ErrorReport)}.
   *
   * @param trace the trace in which the error surfaces this time
   */
  public boolean isNew(ErrorReport report, @Nullable TraceIds trace) {
    if (trace == null) {
      return true;
    }
    String error = trace.traceId() + report.id() + report.handled();
    int lines = linesIn(root(report));
    synchronized (reported) {
      Integer before = reported.get(error);
      if (before != null && before >= lines) {
        return false;
      }
      reported.put(error, lines);
      return true;
    }
  }

  /** The frames of the root cause: those of its wrappers add nothing to what is known of it. */
  private static List<Frame> root(ErrorReport report) {
    int root = Cause.root(report.causes());
    return root == Cause.ERROR ? report.frames() : report.causes().get(root).frames();
  }

  /**
   * Frames with a line number. While an error propagates, the lines of outer Lua functions are
   * unknown.
   */
  private static int linesIn(List<Frame> frames) {
    int lines = 0;
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).line() != Frame.NO_LINE) {
        lines++;
      }
    }
    return lines;
  }
}
