package io.moontrace.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moontrace.error.PrintableText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Converts text to and from Lua. Lua strings are bytes, usually but not necessarily UTF-8. */
final class LuaText {
  /** Maximum bytes of one character in UTF-8. */
  private static final int MAX_BYTES = 4;

  /**
   * A string or a number as text. Beyond {@code limit} characters it is truncated and ends in an
   * ellipsis.
   */
  static String of(LuaValue value, int limit) {
    return PrintableText.lines(exact(value, limit), limit);
  }

  /**
   * A string or a number as text, unchanged. Text longer than {@code limit} may be truncated to
   * more than that.
   */
  static String exact(LuaValue value, int limit) {
    return value instanceof LuaString ? decode((LuaString) value, limit) : value.tojstring();
  }

  static LuaValue toLua(String text) {
    return LuaString.valueOf(text.getBytes(UTF_8));
  }

  private static String decode(LuaString string, int limit) {
    if (string.m_length / MAX_BYTES > limit) { // the caller truncates it
      return new String(string.m_bytes, string.m_offset, (limit + 1) * MAX_BYTES, UTF_8);
    }
    ByteBuffer bytes = ByteBuffer.wrap(string.m_bytes, string.m_offset, string.m_length);
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return decodeLuaj(string);
    }
  }

  /**
   * Decodes with LuaJ, which encodes supplementary characters as two surrogates and validates
   * nothing.
   */
  private static String decodeLuaj(LuaString string) {
    try {
      return string.tojstring();
    } catch (RuntimeException e) {
      return new String(string.m_bytes, string.m_offset, string.m_length, UTF_8);
    }
  }

  private LuaText() {}
}
