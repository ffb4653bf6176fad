package io.moontrace.error;

/**
 * The two renderings of a frame in a JSON line: as an object and as a line of the stack trace.
 * Immutable.
 */
final class RenderedFrame {
  private static final int CAPACITY = 320;

  private final byte[] json;
  private final byte[] line;
  private final int lineLength;

  private RenderedFrame(byte[] json, byte[] line, int lineLength) {
    this.json = json;
    this.line = line;
    this.lineLength = lineLength;
  }

  static RenderedFrame of(Frame frame) {
    JsonWriter json = new JsonWriter(CAPACITY);
    ErrorEvent.frame(json, frame);
    byte[] data = json.toBytes();
    json.clear();
    String line = StackText.frameLine(frame);
    return new RenderedFrame(data, json.text(line).toBytes(), line.length());
  }

  /** An element of {@code error.frames}. */
  byte[] json() {
    return json;
  }

  /** A line of the JSON string {@code error.stack_trace}, escaped. */
  byte[] line() {
    return line;
  }

  /** The number of characters of the line before escaping. */
  int lineLength() {
    return lineLength;
  }
}
