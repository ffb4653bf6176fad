package io.moontrace.error;

import java.util.List;

/**
 * The text form of an error, in the format of {@link Throwable#printStackTrace()}: the first line
 * is {@code type: message}, followed by the interleaved frames, then the causes without the frames
 * in common with their parent.
 *
 * <pre>
 * java.lang.IllegalStateException: no tea left
 * 	at shop.Inventory.take(Inventory.java:31)
 * 	at &lt;lua&gt; reserve(scripts/orders.lua:12)
 * 	at &lt;lua&gt; main chunk(scripts/orders.lua:40)
 * 	at shop.OrderHandler.handle(OrderHandler.java:55)
 * </pre>
 *
 * Every frame line matches <code>at (.*)\(([^:]*)(?::([0-9]+))?\)</code>, the expression with which
 * Elastic parses Java stacks, so colons and parentheses in file names are replaced.
 */
public final class StackText {
  private static final int USUAL_LINE = 128;

  /** At most {@link Limits#STACK_TEXT} characters, truncated after a complete line. */
  public static String of(ErrorReport report) {
    return of(report, StackTextOptions.WHOLE);
  }

  /** The text with the given options. */
  public static String of(ErrorReport report, StackTextOptions options) {
    PlainText text = new PlainText();
    new StackPrinter(report, options, text).print();
    return text.toString();
  }

  /** Writes the member {@code stack_trace} of a line. */
  static void write(JsonWriter json, ErrorReport report, StackTextOptions options) {
    String cached = options == StackTextOptions.WHOLE ? report.cachedText() : null;
    json.beginString("stack_trace");
    if (cached != null) {
      json.text(cached);
    } else {
      new StackPrinter(report, options, new JsonText(json)).print();
    }
    json.endString();
  }

  /** All frames, one per line: {@link Limits#STACK_TEXT} characters and at most one more line. */
  static String lines(List<Frame> frames) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < frames.size() && out.length() < Limits.STACK_TEXT; i++) {
      append(out.append('\t'), frames.get(i)).append('\n');
    }
    return out.toString();
  }

  /** One frame as a complete line, with tab and line break. */
  static String frameLine(Frame frame) {
    return append(new StringBuilder(USUAL_LINE).append('\t'), frame).append('\n').toString();
  }

  /** One frame without the leading tab: {@code at <lua> checkout(scripts/orders.lua:12)}. */
  static String line(Frame frame) {
    return append(new StringBuilder(USUAL_LINE), frame).toString();
  }

  private static StringBuilder append(StringBuilder out, Frame frame) {
    out.append("at ");
    if (frame.language() == Language.LUA) {
      out.append("<lua> ");
    } else {
      out.append(frame.module()).append('.');
    }
    out.append(frame.function()).append('(').append(location(frame));
    if (frame.line() != Frame.NO_LINE) {
      out.append(':').append(frame.line());
    }
    return out.append(')');
  }

  private static String location(Frame frame) {
    String file = frame.file();
    if (file == null) {
      return frame.language() == Language.LUA ? Frame.BUILTIN : "Unknown Source";
    }
    return file.replace(':', '_').replace('(', '[').replace(')', ']');
  }

  private static final class PlainText implements StackPrinter.Out {
    private final StringBuilder out = new StringBuilder();

    @Override
    public int allFrames(Stack stack, int room) {
      String text = stack.text();
      if (text.length() > room) {
        return 0;
      }
      out.append(text);
      return text.length();
    }

    @Override
    public void text(String text) {
      out.append(text);
    }

    @Override
    public int frame(Frame frame, int room) {
      String line = frameLine(frame);
      if (line.length() <= room) {
        out.append(line);
      }
      return line.length();
    }

    @Override
    public String toString() {
      return out.toString();
    }
  }

  private static final class JsonText implements StackPrinter.Out {
    private final JsonWriter json;

    JsonText(JsonWriter json) {
      this.json = json;
    }

    /**
     * Writes nothing: copying the rendered frames is cheaper than escaping the text of the stack.
     */
    @Override
    public int allFrames(Stack stack, int room) {
      return 0;
    }

    @Override
    public void text(String text) {
      json.text(text);
    }

    @Override
    public int frame(Frame frame, int room) {
      RenderedFrame rendered = frame.rendered();
      if (rendered.lineLength() <= room) {
        json.raw(rendered.line());
      }
      return rendered.lineLength();
    }
  }

  private StackText() {}
}
