package io.moontrace.error;

import java.util.List;

/** Prints one error with the given options, in complete lines while there is room. */
final class StackPrinter {
  /** Takes the printed lines. */
  interface Out {
    void text(String text);

    /**
     * Writes one frame as a line if it fits.
     *
     * @param room in characters
     * @return the length of the line in characters, whether or not it was written
     */
    int frame(Frame frame, int room);

    /**
     * Writes all frames at once, if they fit and this is faster than one by one.
     *
     * @return the number of characters written; 0 if nothing was
     */
    int allFrames(Stack stack, int room);
  }

  private final ErrorReport report;
  private final List<Cause> causes;
  private final StackTextOptions options;
  private final Out out;
  private int room;

  StackPrinter(ErrorReport report, StackTextOptions options, Out out) {
    this.report = report;
    this.causes = report.causes();
    this.options = options;
    this.out = out;
    this.room = options.maxLength();
  }

  void print() {
    if (options.rootCauseFirst() && !causes.isEmpty()) {
      rootCauseFirst(Cause.ERROR);
      return;
    }
    throwable(Cause.ERROR, "");
    for (int i = 0; i < causes.size(); i++) {
      throwable(i, caption(causes.get(i).relation()));
    }
  }

  /**
   * Prints the cause, then the throwable itself, then what it suppressed. The recursion is bounded
   * by the number of causes.
   */
  private void rootCauseFirst(int index) {
    int cause = mainCause(index);
    if (cause != Cause.ERROR) {
      rootCauseFirst(cause);
    }
    throwable(index, cause == Cause.ERROR ? "" : "Wrapped by: ");
    for (int i = index + 1; i < causes.size(); i++) {
      if (causes.get(i).parent() == index && i != cause) {
        subtree(i);
      }
    }
  }

  private void subtree(int index) {
    throwable(index, caption(causes.get(index).relation()));
    for (int i = index + 1; i < causes.size(); i++) {
      if (causes.get(i).parent() == index) {
        subtree(i);
      }
    }
  }

  /** The index of the cause of a throwable, or {@link Cause#ERROR} if it has none. */
  private int mainCause(int parent) {
    for (int i = parent + 1; i < causes.size(); i++) {
      Cause cause = causes.get(i);
      if (cause.parent() == parent && cause.isInner()) {
        return i;
      }
    }
    return Cause.ERROR;
  }

  private void throwable(int index, String caption) {
    if (index == Cause.ERROR) {
      headline(caption, report.type(), report.message());
      int written = options.showsAllFrames() ? out.allFrames(report.stack(), room) : 0;
      if (written == 0) {
        frames(report.frames(), report.frames().size());
      }
      room -= written;
      missing(report.stack());
      return;
    }
    Cause cause = causes.get(index);
    headline(caption, cause.type(), cause.message());
    frames(cause.frames(), cause.frames().size() - common(cause));
    missing(cause.stack());
  }

  /** Prints a headline. The very first one is never omitted, only truncated. */
  private void headline(String caption, String type, String message) {
    String text =
        message.isEmpty()
            ? caption + type
            : caption + type + ": " + PrintableText.oneLine(message, Limits.MESSAGE);
    boolean first = room == options.maxLength();
    if (first && text.length() >= room) {
      text = PrintableText.oneLine(text, Math.max(1, room - 2));
      room = text.length() + 1;
    }
    line(text + '\n');
  }

  private void frames(List<Frame> frames, int own) {
    int depth = 0;
    int excluded = 0;
    for (int i = 0; i < own && room > 0; i++) {
      Frame frame = frames.get(i);
      if (options.excludesAny() && options.excludes(frame)) {
        excluded++;
        continue;
      }
      excluded = note(excluded, " frames excluded\n");
      if (depth++ == options.maxDepth()) {
        note(own - i, " frames truncated\n");
        break;
      }
      frame(frame);
    }
    note(excluded, " frames excluded\n");
    note(frames.size() - own, " more\n");
  }

  private void missing(Stack stack) {
    if (stack.isApproximate()) {
      line("\t... some frames are not known\n");
    }
  }

  /** Prints a note on omitted frames and returns 0, the new count of them. */
  private int note(int count, String what) {
    if (count > 0) {
      line("\t... " + count + what);
    }
    return 0;
  }

  private void frame(Frame frame) {
    takes(out.frame(frame, room));
  }

  private void line(String line) {
    if (takes(line.length())) {
      out.text(line);
    }
  }

  /** Reserves room for a line. After a line that does not fit, no other fits. */
  private boolean takes(int length) {
    room = length <= room ? room - length : -1;
    return room >= 0;
  }

  private static String caption(Cause.Relation relation) {
    switch (relation) {
      case SUPPRESSED:
        return "Suppressed: ";
      case LUA_RETHROW:
        return "Rethrown from Lua: ";
      default:
        return "Caused by: ";
    }
  }

  /**
   * The number of outermost frames that a cause has in common with its parent, counted as {@code
   * printStackTrace} does. 0 if outer frames are missing, or if it is of another process, because
   * then equal frames are a coincidence.
   */
  private int common(Cause cause) {
    if (cause.relation() == Cause.Relation.REMOTE
        || (cause.relation() == Cause.Relation.LUA_RETHROW && cause.stack().isApproximate())) {
      return 0;
    }
    int parent = cause.parent();
    List<Frame> enclosing = parent == Cause.ERROR ? report.frames() : causes.get(parent).frames();
    List<Frame> inner = cause.frames();
    int n = 0;
    while (n < inner.size()
        && n < enclosing.size()
        && inner.get(inner.size() - 1 - n).equals(enclosing.get(enclosing.size() - 1 - n))) {
      n++;
    }
    return n;
  }
}
