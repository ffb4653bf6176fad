package io.moontrace.error;

/** A frame as it stands in a line, twice: as data and as a line of the text. Immutable. */
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

  /** A piece of the JSON string {@code error.stack_trace}. */
  byte[] line() {
    return line;
  }

  /** Characters of the line, before they were escaped. */
  int lineLength() {
    return lineLength;
  }
}
