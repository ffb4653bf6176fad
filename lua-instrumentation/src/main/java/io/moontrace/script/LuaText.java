package io.moontrace.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moontrace.error.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Text that goes into Lua and out of it. Lua strings are bytes: they should be UTF-8, but need not.
 */
final class LuaText {
  /** Of one character in UTF-8. */
  private static final int MOST_BYTES = 4;

  /** A string or a number as text; longer than {@code limit} it is cut and ends in an ellipsis. */
  static String of(LuaValue value, int limit) {
    return Text.lines(exact(value, limit), limit);
  }

  /** Each character as it is. What is longer than {@code limit} may be cut, but not below that. */
  static String exact(LuaValue value, int limit) {
    return value instanceof LuaString ? decode((LuaString) value, limit) : value.tojstring();
  }

  static LuaValue toLua(String text) {
    return LuaString.valueOf(text.getBytes(UTF_8));
  }

  private static String decode(LuaString string, int limit) {
    if (string.m_length / MOST_BYTES > limit) { // it is cut anyway
      return new String(string.m_bytes, string.m_offset, (limit + 1) * MOST_BYTES, UTF_8);
    }
    ByteBuffer bytes = ByteBuffer.wrap(string.m_bytes, string.m_offset, string.m_length);
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return decodeLuaj(string);
    }
  }

  /** LuaJ makes two characters of one outside the first plane, and checks nothing. */
  private static String decodeLuaj(LuaString string) {
    try {
      return string.tojstring();
    } catch (RuntimeException e) {
      return new String(string.m_bytes, string.m_offset, string.m_length, UTF_8);
    }
  }

  private LuaText() {}
}
