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
  private static final int USUAL_LINE = 128;

  /** At most {@link Limits#STACK_TEXT} characters, cut after a whole line. */
  public static String of(ErrorReport report) {
    return of(report, StackTextOptions.WHOLE);
  }

  /** In another shape. */
  public static String of(ErrorReport report, StackTextOptions shape) {
    PlainText text = new PlainText();
    new StackPrinter(report, shape, text).print();
    return text.toString();
  }

  /** As the member {@code stack_trace} of a line. */
  static void write(JsonWriter json, ErrorReport report, StackTextOptions shape) {
    String known = shape == StackTextOptions.WHOLE ? report.knownText() : null;
    json.beginString("stack_trace");
    if (known != null) {
      json.text(known);
    } else {
      new StackPrinter(report, shape, new JsonText(json)).print();
    }
    json.endString();
  }

  /** All frames, a line each, at most {@link Limits#STACK_TEXT} characters and one line more. */
  static String lines(List<Frame> frames) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < frames.size() && out.length() < Limits.STACK_TEXT; i++) {
      append(out.append('\t'), frames.get(i)).append('\n');
    }
    return out.toString();
  }

  /** One whole line of a frame. */
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
    out.append(frame.function()).append('(').append(place(frame));
    if (frame.line() != Frame.NO_LINE) {
      out.append(':').append(frame.line());
    }
    return out.append(')');
  }

  private static String place(Frame frame) {
    String file = frame.file();
    if (file == null) {
      return frame.language() == Language.LUA ? Frame.BUILTIN : "Unknown Source";
    }
    return file.replace(':', '_').replace('(', '[').replace(')', ']');
  }

  private static final class PlainText implements StackPrinter.Out {
    private final StringBuilder out = new StringBuilder();

    @Override
    public int whole(Stack stack, int room) {
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

    /** Frames are rendered already, which is cheaper than to look through their text. */
    @Override
    public int whole(Stack stack, int room) {
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
