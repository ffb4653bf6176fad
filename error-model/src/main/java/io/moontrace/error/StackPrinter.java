package io.moontrace.error;

import java.util.List;

/** Prints one error in one shape, whole lines as long as there is room. */
final class StackPrinter {
  /** Takes the lines. */
  interface Out {
    void text(String text);

    /**
     * One frame as a whole line, if it has no more characters than there is room.
     *
     * @return its length in characters, even if it was not written
     */
    int frame(Frame frame, int room);

    /**
     * All frames at once, if there is room and that is quicker than one after the other.
     *
     * @return how many characters were written
     */
    int whole(Stack stack, int room);
  }

  private final ErrorReport report;
  private final List<Cause> causes;
  private final StackTextOptions shape;
  private final Out out;
  private int left;

  StackPrinter(ErrorReport report, StackTextOptions shape, Out out) {
    this.report = report;
    this.causes = report.causes();
    this.shape = shape;
    this.out = out;
    this.left = shape.maxLength();
  }

  void print() {
    if (shape.rootCauseFirst() && !causes.isEmpty()) {
      rootCauseFirst(Cause.ERROR);
      return;
    }
    throwable(Cause.ERROR, "");
    for (int i = 0; i < causes.size(); i++) {
      throwable(i, caption(causes.get(i).relation()));
    }
  }

  /** What it was caused by, itself, what it suppressed. Each call is one cause deeper. */
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

  /** The index of the cause of a throwable, or {@link Cause#ERROR}: it has none. */
  private int mainCause(int parent) {
    for (int i = parent + 1; i < causes.size(); i++) {
      Cause cause = causes.get(i);
      if (cause.parent() == parent && cause.relation() != Cause.Relation.SUPPRESSED) {
        return i;
      }
    }
    return Cause.ERROR;
  }

  private void throwable(int index, String caption) {
    if (index == Cause.ERROR) {
      headline(caption, report.type(), report.message());
      int written = shape.showsAllFrames() ? out.whole(report.stack(), left) : 0;
      if (written == 0) {
        frames(report.frames(), report.frames().size());
      }
      left -= written;
      missing(report.stack());
      return;
    }
    Cause cause = causes.get(index);
    headline(caption, cause.type(), cause.message());
    frames(cause.frames(), cause.frames().size() - common(cause));
    missing(cause.stack());
  }

  /** The first line of all is never left out, only cut. */
  private void headline(String caption, String type, String message) {
    String text =
        message.isEmpty()
            ? caption + type
            : caption + type + ": " + Text.oneLine(message, Limits.MESSAGE);
    boolean first = left == shape.maxLength();
    if (first && text.length() >= left) {
      text = Text.oneLine(text, Math.max(1, left - 2));
      left = text.length() + 1;
    }
    line(text + '\n');
  }

  private void frames(List<Frame> frames, int own) {
    int depth = 0;
    int excluded = 0;
    for (int i = 0; i < own && left > 0; i++) {
      Frame frame = frames.get(i);
      if (shape.excludesAny() && shape.excludes(frame)) {
        excluded++;
        continue;
      }
      excluded = note(excluded, " frames excluded\n");
      if (depth++ == shape.maxDepth()) {
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

  /** Always 0, the new number of frames left out. */
  private int note(int count, String what) {
    if (count > 0) {
      line("\t... " + count + what);
    }
    return 0;
  }

  private void frame(Frame frame) {
    takes(out.frame(frame, left));
  }

  private void line(String line) {
    if (takes(line.length())) {
      out.text(line);
    }
  }

  /** After a line that has no room comes no other. */
  private boolean takes(int length) {
    left = length <= left ? left - length : -1;
    return left >= 0;
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
   * How many of the outermost frames a cause has in common with its parent, as {@code
   * printStackTrace} counts them. Where the outer frames are missing, two stacks only look alike.
   */
  private int common(Cause cause) {
    if (cause.relation() == Cause.Relation.LUA_RETHROW && cause.stack().isApproximate()) {
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
