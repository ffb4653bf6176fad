package io.moontrace.error;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8, one member after the other. Null values write nothing. The caller balances
 * begin and end calls; nothing is checked. Can be reused after {@link #clear}. Not thread-safe.
 */
public final class JsonWriter implements StructuredWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_NUMBER = 20;

  /** Maximum bytes per character, those of an escape. A surrogate pair takes four. */
  private static final int LONGEST_CHAR = 6;

  private byte[] out;
  private int length;
  private boolean first = true;

  public JsonWriter() {
    this(1024);
  }

  JsonWriter(int capacity) {
    out = new byte[capacity];
  }

  /** Starts over with the same buffer. */
  void clear() {
    length = 0;
    first = true;
  }

  /** The size of the buffer in bytes. */
  int capacity() {
    return out.length;
  }

  @Override
  public JsonWriter beginObject() {
    comma();
    return open('{');
  }

  @Override
  public JsonWriter beginObject(String name) {
    name(name);
    return open('{');
  }

  @Override
  public JsonWriter endObject() {
    return close('}');
  }

  @Override
  public JsonWriter beginArray(String name) {
    name(name);
    return open('[');
  }

  @Override
  public JsonWriter endArray() {
    return close(']');
  }

  @Override
  public JsonWriter member(String name, @Nullable String value) {
    if (value != null) {
      beginString(name).text(value).endString();
    }
    return this;
  }

  @Override
  public JsonWriter member(String name, long value) {
    name(name);
    number(value);
    return this;
  }

  @Override
  public JsonWriter member(String name, boolean value) {
    name(name);
    ascii(value ? "true" : "false");
    return this;
  }

  @Override
  public JsonWriter member(String name, Map<String, String> values) {
    beginObject(name);
    for (Map.Entry<String, String> entry : values.entrySet()) {
      member(entry.getKey(), entry.getValue());
    }
    return endObject();
  }

  /** Copies the cached rendering of the frame. */
  @Override
  public JsonWriter frame(Frame frame) {
    return rendered(frame.rendered().json());
  }

  /** Writes a string as an array element. */
  public JsonWriter element(String value) {
    comma();
    return quote().text(value).quote();
  }

  /**
   * Writes rendered JSON after a comma if one is needed: an array element, complete members, or the
   * beginning of a member that the caller continues.
   */
  JsonWriter rendered(byte[] json) {
    comma();
    return raw(json);
  }

  /** Begins a string member that is written in pieces. */
  JsonWriter beginString(String name) {
    name(name);
    return quote();
  }

  /** Writes a piece of a string, escaped. */
  JsonWriter text(String text) {
    int end = text.length();
    for (int i = plain(text, 0); i < end; i = plain(text, i)) {
      i += special(text, i);
    }
    return this;
  }

  /**
   * Writes a piece of a string like {@link #text} of {@link PrintableText#oneLine}, but scans clean
   * text only once.
   */
  JsonWriter line(String text, int limit) {
    int start = length;
    int end = text.length();
    if (end <= limit && plain(text, 0) == end) {
      return this;
    }
    length = start;
    return text(PrintableText.oneLine(text, limit));
  }

  /**
   * Writes a piece of a string that needs no escape: printable ASCII without quotes and
   * backslashes.
   */
  @SuppressWarnings("deprecation") // copies the low bytes, and ASCII has no others
  JsonWriter ascii(String text) {
    int end = text.length();
    ensure(end);
    text.getBytes(0, end, out, length);
    length += end;
    return this;
  }

  /** Writes the lowest hexadecimal digits of a number as a piece of a string. */
  JsonWriter hex(long value, int digits) {
    ensure(digits);
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      out[length++] = HEX[(int) (value >>> shift) & 0xf];
    }
    return this;
  }

  /** Writes a number with leading zeros as a piece of a string. */
  JsonWriter digits(int value, int digits) {
    ensure(digits);
    int rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Writes escaped text or any other JSON unchanged. */
  JsonWriter raw(byte[] json) {
    ensure(json.length);
    System.arraycopy(json, 0, out, length, json.length);
    length += json.length;
    return this;
  }

  JsonWriter endString() {
    return quote();
  }

  /** Writes one ASCII character unchanged. */
  JsonWriter put(char ascii) {
    ensure(1);
    out[length++] = (byte) ascii;
    return this;
  }

  /** A copy of the written bytes, in UTF-8. */
  byte[] toBytes() {
    return Arrays.copyOf(out, length);
  }

  @Override
  public String toString() {
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private void name(String name) {
    comma();
    quote().text(name).quote().put(':');
  }

  private void comma() {
    if (!first) {
      put(',');
    }
    first = false;
  }

  private JsonWriter open(char bracket) {
    first = true;
    return put(bracket);
  }

  private JsonWriter close(char bracket) {
    first = false;
    return put(bracket);
  }

  private JsonWriter quote() {
    return put('"');
  }

  private void number(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      ascii(Long.toString(value));
      return;
    }
    ensure(LONGEST_NUMBER);
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    digits((int) value, digits);
  }

  /**
   * Writes the characters that need no escape, which is nearly all text: printable ASCII except
   * quotes and backslashes.
   *
   * @return the index of the first other character, or the length of the text
   */
  private int plain(String text, int from) {
    int end = text.length();
    ensure(end - from);
    byte[] to = out;
    int at = length;
    int i = from;
    for (; i < end; i++) {
      char c = text.charAt(i);
      if ((char) (c - ' ') > '~' - ' ' || c == '"' || c == '\\') {
        break;
      }
      to[at++] = (byte) c;
    }
    length = at;
    return i;
  }

  private void ensure(int more) {
    if (out.length - length < more) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
    }
  }

  /**
   * Writes the character at {@code i}, which is not plain.
   *
   * @return the number of characters written
   */
  private int special(String text, int i) {
    ensure(LONGEST_CHAR);
    char c = text.charAt(i);
    if (Character.isSurrogate(c)) {
      return surrogate(text, i);
    }
    if (c == '"' || c == '\\') {
      put('\\').put(c);
    } else if (c == '\n') {
      put('\\').put('n');
    } else if (c == '\t') {
      put('\\').put('t');
    } else if (c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029') {
      escape(c);
    } else {
      utf8(c);
    }
    return 1;
  }

  /**
   * Writes a surrogate pair as UTF-8. A lone surrogate has no UTF-8 form; as an escape it is at
   * least valid JSON.
   *
   * @return the number of characters written
   */
  private int surrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1))) {
      utf8(Character.toCodePoint(c, text.charAt(i + 1)));
      return 2;
    }
    escape(c);
    return 1;
  }

  private void utf8(int c) {
    if (c < 0x80) {
      out[length++] = (byte) c;
    } else if (c < 0x800) {
      out[length++] = (byte) (0xc0 | (c >> 6));
      out[length++] = (byte) (0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
      out[length++] = (byte) (0xe0 | (c >> 12));
      out[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
      out[length++] = (byte) (0x80 | (c & 0x3f));
    } else {
      out[length++] = (byte) (0xf0 | (c >> 18));
      out[length++] = (byte) (0x80 | ((c >> 12) & 0x3f));
      out[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
      out[length++] = (byte) (0x80 | (c & 0x3f));
    }
  }

  private void escape(char c) {
    put('\\').put('u').hex(c, 4);
  }
}
