package io.moontrace.error;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the value in {@code password=…}, {@code "token": "…"}, {@code Authorization: Bearer …} and
 * the like: the name of a secret, an equals sign or a colon, and a value. Not every such pair is a
 * secret:
 *
 * <ul>
 *   <li>{@code TokenException: no such token} and {@code scripts/token.lua:12} tell where an error
 *       comes from;
 *   <li>{@code token == x} and {@code token::x} are a comparison and a qualified name;
 *   <li>{@code nil}, {@code null}, {@code true}, {@code false} contain nothing secret;
 *   <li>{@code unexpected token: end of file} is prose: a colon, a blank and a lower-case word that
 *       another word follows. After the name of a password, even such a word is redacted.
 * </ul>
 */
final class SecretPairs {
  private static final int LONGEST_NAME = 64;
  private static final int MAX_BLANKS = 3;
  private static final String BLANKS = " \t";
  private static final String LINE_END = "\n\r";
  private static final int LONGEST_POSITION = 6;
  private static final Set<String> SECOND_WORDS =
      new HashSet<>(Arrays.asList("key", "number", "no", "num", "id", "value", "header", "code"));
  private static final Set<String> SCHEMES =
      new HashSet<>(Arrays.asList("bearer", "basic", "digest", "token", "negotiate"));
  private static final Set<String> HARMLESS =
      new HashSet<>(Arrays.asList("nil", "null", "true", "false"));

  private final String text;
  private final int sign;
  private final SecretNames names;
  private final boolean quotedOnly;
  private int nameBegin;
  private int nameEnd;

  private SecretPairs(String text, int sign, SecretNames names, boolean quotedOnly) {
    this.text = text;
    this.sign = sign;
    this.names = names;
    this.quotedOnly = quotedOnly;
  }

  /**
   * A quick check of the character before a colon or an equals sign: whether a name can end there.
   */
  static boolean mayBegin(String text, int sign) {
    char before = sign == 0 ? '\n' : text.charAt(sign - 1);
    return SecretText.isAlphanumeric(before) || "\"'] \t_:".indexOf(before) >= 0;
  }

  /**
   * Adds the secret value of the pair around a colon or an equals sign, if there is one.
   *
   * @param quotedOnly whether to ignore values without quotes
   * @return the index at which to continue
   */
  static int find(String text, int sign, SecretNames names, boolean quotedOnly, TextRanges found) {
    SecretPairs pair = new SecretPairs(text, sign, names, quotedOnly);
    return pair.isNamed() ? pair.value(found) : sign + 1;
  }

  /** Whether the name of a secret precedes the sign. */
  private boolean isNamed() {
    if (isComparison()) {
      return false;
    }
    nameEnd = nameEnd();
    nameBegin = wordBegin(nameEnd);
    if (nameBegin == nameEnd) {
      return false;
    }
    String name = text.substring(nameBegin, nameEnd);
    return !isThrowable(name)
        && !isPosition(name)
        && (names.has(name) || names.has(twoWords(name)));
  }

  private boolean isComparison() {
    char before = at(sign - 1);
    char after = at(sign + 1);
    return text.charAt(sign) == ':'
        ? after == ':' || before == ':' || after == '='
        : after == '=' || "=~!<>".indexOf(before) >= 0;
  }

  /** The end of the name, before blanks, quotes, and brackets around quotes. */
  private int nameEnd() {
    int end = sign;
    end -= at(end - 1) == ':' ? 1 : 0; // :=
    for (int i = 0; i < MAX_BLANKS && BLANKS.indexOf(at(end - 1)) >= 0; i++) {
      end--;
    }
    if (at(end - 1) == ']' && isQuote(at(end - 2))) {
      end--;
    }
    if (isQuote(at(end - 1))) {
      end -= at(end - 2) == '\\' ? 2 : 1;
    }
    return Math.max(end, 0);
  }

  private int wordBegin(int end) {
    int begin = end;
    while (begin > 0 && end - begin < LONGEST_NAME && isOfName(text.charAt(begin - 1))) {
      begin--;
    }
    return begin;
  }

  /** In "api key" and "card number", the previous word belongs to the name. */
  private String twoWords(String name) {
    int end = nameBegin - 1;
    return at(end) == ' ' && SECOND_WORDS.contains(name.toLowerCase(Locale.ROOT))
        ? text.substring(wordBegin(end), nameEnd)
        : "";
  }

  private static boolean isThrowable(String name) {
    return name.endsWith("Exception") || name.endsWith("Error") || name.endsWith("Failure");
  }

  /** Whether this is a position such as {@code @scripts/token.lua:12}. */
  private boolean isPosition(String name) {
    int end = sign + 1;
    while (Character.isDigit(at(end)) && end - sign <= LONGEST_POSITION) {
      end++;
    }
    boolean shortNumber = text.charAt(sign) == ':' && end > sign + 1;
    int dot = name.lastIndexOf('.');
    return shortNumber
        && !SecretText.isAlphanumeric(at(end))
        && (at(nameBegin - 1) == '@'
            || at(sign - 1) == ']'
            || (dot >= 0 && !names.has(name.substring(dot + 1))));
  }

  /** Adds the value and returns its end. */
  private int value(TextRanges found) {
    int from = skipBlanks(at(sign + 1) == '>' ? sign + 2 : sign + 1);
    if (at(from) == '\\' && isQuote(at(from + 1))) {
      return quoted(from + 2, "\\" + at(from + 1), found);
    }
    if (isQuote(at(from))) {
      return quoted(from + 1, String.valueOf(at(from)), found);
    }
    int end = bareEnd(from);
    if (quotedOnly || end == from || isHarmless(from, end) || isProse(from, end)) {
      return from;
    }
    found.add(from, end);
    return end;
  }

  /** Adds the range up to the closing quote or the end of the line. */
  private int quoted(int from, String quote, TextRanges found) {
    int end = from;
    while (end < text.length()
        && LINE_END.indexOf(text.charAt(end)) < 0
        && !text.startsWith(quote, end)) {
      end += text.charAt(end) == '\\' && LINE_END.indexOf(at(end + 1)) < 0 ? 2 : 1;
    }
    end = Math.min(end, text.length());
    found.add(from, end);
    return end;
  }

  private int bareEnd(int from) {
    if (text.startsWith(Redaction.REDACTED, from)) {
      return from + Redaction.REDACTED.length();
    }
    int end = wordEnd(from);
    if (isScheme(from, end)) {
      return wordEnd(skipBlanks(end));
    }
    return text.regionMatches(true, nameEnd - 6, "cookie", 0, 6) ? cookiesEnd(end) : end;
  }

  /** The end of a list of cookies: {@code a=1; b=2}. */
  private int cookiesEnd(int first) {
    int end = first;
    while (at(end) == ';') {
      int next = wordEnd(skipBlanks(end + 1));
      if (text.substring(end, next).indexOf('=') < 0) {
        break;
      }
      end = next;
    }
    return end;
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && " \t\n\r,;&\"'<>)}]|".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i - from < MAX_BLANKS && BLANKS.indexOf(at(i)) >= 0) {
      i++;
    }
    return i;
  }

  /** Whether this is the scheme in {@code Authorization: Bearer …}. */
  private boolean isScheme(int from, int end) {
    return BLANKS.indexOf(at(end)) >= 0
        && end - from <= LONGEST_NAME
        && SCHEMES.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
  }

  private boolean isHarmless(int from, int end) {
    return end - from <= LONGEST_NAME && HARMLESS.contains(text.substring(from, end));
  }

  private boolean isProse(int from, int end) {
    if (text.charAt(sign) != ':' || from == sign + 1 || at(end) != ' ' || !isLower(at(end + 1))) {
      return false;
    }
    for (int i = from; i < end; i++) {
      if (!isLower(text.charAt(i))) {
        return false;
      }
    }
    String name = text.substring(nameBegin, nameEnd).toLowerCase(Locale.ROOT);
    return !name.contains("passw") && !name.contains("secret") && !name.contains("passphrase");
  }

  private char at(int i) {
    return i >= 0 && i < text.length() ? text.charAt(i) : '\n';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isOfName(char c) {
    return SecretText.isAlphanumeric(c) || c == '_' || c == '-' || c == '.';
  }
}
