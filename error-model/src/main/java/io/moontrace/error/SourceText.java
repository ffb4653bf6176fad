package io.moontrace.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The source text of one chunk, until it is evicted. Thread-safe. */
public final class SourceText {
  /** Possible names of values: identifiers and quoted keys. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  /** A quoted string, terminated or not. */
  private static final Pattern STRING =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"?|'((?:[^'\\\\]|\\\\.)*+)'?");

  /** Bytes of a line that are decoded: more than enough for the displayed characters. */
  private static final int LINE_BYTES = 4 * Limits.SOURCE_LINE;

  private volatile byte @Nullable [] bytes;

  /**
   * @param bytes the text in UTF-8; not copied
   */
  public SourceText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Releases the text to free memory. */
  public void evict() {
    bytes = null;
  }

  public boolean isEvicted() {
    return bytes == null;
  }

  /**
   * The lines from {@code line - around} to {@code line + around} that exist; empty if the text was
   * evicted. String literals on lines with the name of a secret are redacted.
   */
  public Map<Integer, String> around(int line, int around) {
    Map<Integer, String> lines = new TreeMap<>();
    byte[] text = bytes;
    if (text == null || line < 1) {
      return lines;
    }
    int number = 1;
    for (int begin = 0; begin < text.length && number <= line + around; number++) {
      int end = endOfLine(text, begin);
      if (number >= line - around) {
        lines.put(number, shown(text, begin, end));
      }
      begin = nextLine(text, end);
    }
    return lines.containsKey(line) ? lines : new TreeMap<>();
  }

  private static int endOfLine(byte[] text, int begin) {
    int end = begin;
    while (end < text.length && text[end] != '\n' && text[end] != '\r') {
      end++;
    }
    return end;
  }

  /**
   * As in {@code LexState.inclinenumber}, two different line break characters form one line break.
   */
  private static int nextLine(byte[] text, int end) {
    boolean isPair =
        end + 1 < text.length
            && (text[end + 1] == '\n' || text[end + 1] == '\r')
            && text[end + 1] != text[end];
    return end + (isPair ? 2 : 1);
  }

  private static String shown(byte[] text, int begin, int end) {
    String line = new String(text, begin, Math.min(end - begin, LINE_BYTES), UTF_8);
    return withoutSecrets(line.startsWith("\uFEFF") ? line.substring(1) : line);
  }

  private static String withoutSecrets(String line) {
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      if (Redaction.isSecret(word.group())) {
        return STRING.matcher(line).replaceAll('"' + Redaction.REDACTED + '"');
      }
    }
    return Redaction.text(line, Limits.SOURCE_LINE);
  }
}
