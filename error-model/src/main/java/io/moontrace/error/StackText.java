package io.moontrace.error;

import java.util.List;

/**
 * The text form of an error, as people know it from {@link Throwable#printStackTrace()}: the first
 * line is {@code type: message}, then the frames of both languages, then the causes without the
 * frames they have in common with their parent.
 *
 * <pre>
 * java.lang.IllegalStateException: no tea left
 * 	at shop.Inventory.take(Inventory.java:31)
 * 	at &lt;lua&gt; reserve(scripts/orders.lua:12)
 * 	at &lt;lua&gt; main chunk(scripts/orders.lua:40)
 * 	at shop.OrderHandler.handle(OrderHandler.java:55)
 * </pre>
 *
 * Every frame line matches <code>at (.*)\(([^:]*)(?::([0-9]+))?\)</code>, the expression by which
 * Elastic reads Java stacks, so no file name holds a colon or a parenthesis.
 */
public final class StackText {

  /** At most {@link Limits#STACK_TEXT} characters, cut after a whole line. */
  public static String of(ErrorReport report) {
    StringBuilder out = new StringBuilder();
    out.append(headline(report.type(), report.message())).append('\n');
    out.append(report.stack().text());
    appendMissing(out, report.stack());
    for (Cause cause : report.causes()) {
      out.append(caption(cause.relation()));
      out.append(headline(cause.type(), cause.message())).append('\n');
      int own = cause.frames().size() - common(cause, report);
      out.append(lines(cause.frames(), own));
      if (own < cause.frames().size()) {
        out.append("\t... ").append(cause.frames().size() - own).append(" more\n");
      }
      appendMissing(out, cause.stack());
    }
    return cut(out);
  }

  /** One frame without the leading tab: {@code at <lua> checkout(scripts/orders.lua:12)}. */
  static String line(Frame frame) {
    StringBuilder out = new StringBuilder("at ");
    if (frame.language() == Language.LUA) {
      out.append("<lua> ");
    } else {
      out.append(frame.module()).append('.');
    }
    out.append(frame.function()).append('(').append(place(frame));
    if (frame.line() != Frame.NO_LINE) {
      out.append(':').append(frame.line());
    }
    return out.append(')').toString();
  }

  private static String place(Frame frame) {
    String file = frame.file();
    if (file == null) {
      return frame.language() == Language.LUA ? Frame.BUILTIN : "Unknown Source";
    }
    return file.replace(':', '_').replace('(', '[').replace(')', ']');
  }

  private static String headline(String type, String message) {
    return message.isEmpty() ? type : type + ": " + Text.oneLine(message, Limits.MESSAGE);
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

  /** The first {@code count} frames, a line each. */
  static String lines(List<Frame> frames, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count && out.length() < Limits.STACK_TEXT; i++) {
      out.append('\t').append(line(frames.get(i))).append('\n');
    }
    return out.toString();
  }

  private static void appendMissing(StringBuilder out, Stack stack) {
    if (stack.isApproximate()) {
      out.append("\t... some frames are not known\n");
    }
  }

  /**
   * How many of the outermost frames a cause has in common with its parent, as {@code
   * printStackTrace} counts them. Where the outer frames are missing, two stacks only look alike.
   */
  private static int common(Cause cause, ErrorReport report) {
    if (cause.relation() == Cause.Relation.LUA_RETHROW && cause.stack().isApproximate()) {
      return 0;
    }
    int parent = cause.parent();
    List<Frame> enclosing =
        parent == Cause.ERROR ? report.frames() : report.causes().get(parent).frames();
    List<Frame> inner = cause.frames();
    int n = 0;
    while (n < inner.size()
        && n < enclosing.size()
        && inner.get(inner.size() - 1 - n).equals(enclosing.get(enclosing.size() - 1 - n))) {
      n++;
    }
    return n;
  }

  private static String cut(StringBuilder out) {
    if (out.length() > Limits.STACK_TEXT) {
      out.setLength(out.lastIndexOf("\n", Limits.STACK_TEXT) + 1);
    }
    return out.toString();
  }

  private StackText() {}
}
