package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in free text by their form: card numbers, bearer and basic tokens, JSON Web Tokens,
 * passwords in URLs, and values after the name of a secret. It makes one pass and looks back only a
 * bounded number of characters, so the time is linear in the length.
 */
final class SecretText {
  // What a character may indicate.
  private static final byte DIGIT = 1;
  private static final byte PAIR = 2;
  private static final byte BLANK = 3;
  private static final byte JWT = 4;
  private static final byte[] KINDS = kinds();

  private static final int SHORTEST_CARD = 13;
  private static final int SHORTEST_JWT = 20;
  private static final int SHORTEST_TOKEN = 6;

  /** Longer than any ordinary word. */
  private static final int LONG_TOKEN = 20;

  private final String text;
  private final SecretNames names;
  private final boolean isCode;
  private final TextRanges found = new TextRanges();

  private SecretText(String text, SecretNames names, boolean isCode) {
    this.text = text;
    this.names = names;
    this.isCode = isCode;
  }

  /**
   * The ranges of the secrets; null if nothing indicates any, as in nearly every text.
   *
   * @param isCode whether the text is source code, where an unquoted expression after a name is not
   *     the value itself
   */
  static @Nullable TextRanges find(String text, SecretNames names, boolean isCode) {
    int end = text.length();
    int digits = 0;
    for (int i = 0; i < end; i++) {
      byte kind = kind(text.charAt(i));
      if (kind == 0) {
        digits = 0;
      } else if (kind == DIGIT) {
        if (++digits == SHORTEST_CARD) {
          return new SecretText(text, names, isCode).scan();
        }
      } else if (isSign(kind, text, i)) {
        return new SecretText(text, names, isCode).scan();
      }
    }
    return null;
  }

  /** A quick check without false negatives. A blank or a dash may stand between digits. */
  private static boolean isSign(byte kind, String text, int i) {
    switch (kind) {
      case PAIR:
        return SecretPairs.mayBegin(text, i);
      case BLANK:
        return isScheme(text, i);
      case JWT:
        return isJwt(text, i);
      default:
        return false;
    }
  }

  private TextRanges scan() {
    int i = 0;
    while (i < text.length()) {
      i = Math.max(i + 1, examine(i));
    }
    return found;
  }

  /** Examines the character at {@code i} and returns the index at which to continue. */
  private int examine(int i) {
    switch (kind(text.charAt(i))) {
      case DIGIT:
        return CardNumbers.find(text, i, found);
      case PAIR:
        return text.startsWith("://", i)
            ? userInfo(i + 3)
            : SecretPairs.find(text, i, names, isCode, found);
      case BLANK:
        return isScheme(text, i) ? token(i) : i;
      case JWT:
        return isJwt(text, i) ? jwt(i - 2) : i;
      default:
        return i;
    }
  }

  /** Adds the password in {@code ://user:password@host}, or a long user name, which is a token. */
  private int userInfo(int from) {
    int end = from;
    int at = -1;
    while (end < text.length() && "/?#\"'<> \t\n\r\\".indexOf(text.charAt(end)) < 0) {
      at = text.charAt(end) == '@' ? end : at;
      end++;
    }
    int colon = text.indexOf(':', from);
    boolean named = colon >= 0 && colon < at;
    if (named || at - from >= LONG_TOKEN) {
      found.add(named ? colon + 1 : from, at);
      return at;
    }
    return from;
  }

  /** Adds the token after {@code Bearer} or {@code Basic} and a blank. */
  private int token(int blank) {
    int from = blank;
    while (from < text.length() && kind(text.charAt(from)) == BLANK && from - blank < 4) {
      from++;
    }
    int end = tokenEnd(text, from);
    if (isToken(text, from, end)) {
      found.add(from, end);
    }
    return end;
  }

  /**
   * Adds a JSON Web Token (header, payload, signature). {@code eyJ} is the beginning of a JSON
   * object in Base64.
   */
  private int jwt(int from) {
    int end = tokenEnd(text, from);
    int dot = text.indexOf('.', from);
    if (end - from >= SHORTEST_JWT && dot > 0 && dot < end) {
      found.add(from, end);
    }
    return end;
  }

  /** The end of a token, which consists of the characters of RFC 6750's b64token. */
  private static int tokenEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && (isAlphanumeric(text.charAt(end)) || "-._~+/".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /**
   * Whether this is not an ordinary word, as in "Basic authentication": it is long or not all lower
   * case.
   */
  private static boolean isToken(String text, int from, int end) {
    boolean plain = true;
    for (int i = from; i < end && plain; i++) {
      char c = text.charAt(i);
      plain = (c >= 'a' && c <= 'z') || c == '.' || (i == from && c >= 'A' && c <= 'Z');
    }
    return end - from >= (plain ? LONG_TOKEN : SHORTEST_TOKEN);
  }

  private static boolean isScheme(String text, int blank) {
    return endsIn("bearer", text, blank) || endsIn("basic", text, blank);
  }

  /** Whether the text before an index ends with this word, ignoring case. */
  private static boolean endsIn(String word, String text, int end) {
    int begin = end - word.length();
    return begin >= 0
        && (text.charAt(end - 1) | 0x20) == word.charAt(word.length() - 1)
        && text.regionMatches(true, begin, word, 0, word.length())
        && (begin == 0 || !isAlphanumeric(text.charAt(begin - 1)));
  }

  private static boolean isJwt(String text, int i) {
    return i >= 2
        && text.charAt(i - 1) == 'y'
        && text.charAt(i - 2) == 'e'
        && (i == 2 || !isAlphanumeric(text.charAt(i - 3)));
  }

  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static byte kind(char c) {
    return c < KINDS.length ? KINDS[c] : 0;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[128];
    for (char c = '0'; c <= '9'; c++) {
      kinds[c] = DIGIT;
    }
    kinds['='] = PAIR;
    kinds[':'] = PAIR;
    kinds[' '] = BLANK;
    kinds['\t'] = BLANK;
    kinds['J'] = JWT;
    kinds['-'] = JWT + 1; // never a match: a dash only must not end a run of digits
    return kinds;
  }
}
