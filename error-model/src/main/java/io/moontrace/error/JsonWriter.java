package io.moontrace.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON text, one member after the other. Absent values (null) write nothing. The caller
 * keeps begin and end in balance; nothing else is checked. Not thread-safe.
 */
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(1024);
  private boolean first = true;

  JsonWriter beginObject() {
    comma();
    out.append('{');
    first = true;
    return this;
  }

  JsonWriter beginObject(String name) {
    name(name);
    out.append('{');
    first = true;
    return this;
  }

  JsonWriter endObject() {
    out.append('}');
    first = false;
    return this;
  }

  JsonWriter beginArray(String name) {
    name(name);
    out.append('[');
    first = true;
    return this;
  }

  JsonWriter endArray() {
    out.append(']');
    first = false;
    return this;
  }

  JsonWriter member(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      string(value);
    }
    return this;
  }

  JsonWriter member(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonWriter member(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonWriter member(String name, Map<String, String> values) {
    beginObject(name);
    values.forEach(this::member);
    return endObject();
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void name(String name) {
    comma();
    string(name);
    out.append(':');
  }

  private void comma() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029' || isLone(text, i)) {
        escape(c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** A half of a surrogate pair by itself has no UTF-8: as an escape it at least is valid JSON. */
  private static boolean isLone(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private void escape(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }
}
