package io.moontrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Writes JSON as the source of a Lua table, because plain Lua reads no JSON. */
final class LuaTables {
  /** A chunk that returns the value. */
  static String chunk(JsonNode value) {
    StringBuilder out = new StringBuilder("return ");
    append(out, value);
    return out.append('\n').toString();
  }

  private static void append(StringBuilder out, JsonNode value) {
    if (value.isObject()) {
      out.append('{');
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        append(out.append('['), member.getKey());
        append(out.append("]="), member.getValue());
        out.append(',');
      }
      out.append("}\n");
    } else if (value.isArray()) {
      out.append('{');
      for (JsonNode element : value) {
        append(out, element);
        out.append(',');
      }
      out.append('}');
    } else if (value.isTextual()) {
      append(out, value.asText());
    } else {
      out.append(value.isNull() ? "nil" : value.asText());
    }
  }

  /** All bytes that are not plain ASCII as decimal escapes, which every version of Lua knows. */
  private static void append(StringBuilder out, String text) {
    out.append('"');
    for (byte b : text.getBytes(UTF_8)) {
      boolean plain = b >= ' ' && b < 127 && b != '"' && b != '\\';
      if (plain) {
        out.append((char) b);
      } else {
        out.append(String.format("\\%03d", b & 0xFF));
      }
    }
    out.append('"');
  }

  private LuaTables() {}
}
