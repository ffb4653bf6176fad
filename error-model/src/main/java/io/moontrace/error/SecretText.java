package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in a free text, by what they look like: card numbers, bearer and basic tokens, JSON
 * Web Tokens, passwords in URLs, and what stands behind a name that sounds secret. One pass; looks
 * back at most some characters from each place, so that the time is linear in the length.
 */
final class SecretText {
  // What a character may be the sign of.
  private static final byte DIGIT = 1;
  private static final byte PAIR = 2;
  private static final byte BLANK = 3;
  private static final byte JWT = 4;
  private static final byte[] KINDS = kinds();

  private static final int SHORTEST_CARD = 13;
  private static final int SHORTEST_JWT = 20;
  private static final int SHORTEST_TOKEN = 6;

  /** No word is so long. */
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
   * Where the secrets are; null where there is no sign of any, as in nearly every text.
   *
   * @param isCode whether what stands behind a name is mostly no value, but how it is come by
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

  /** Quick, and wrong only where it says yes. A blank or a dash may stand between digits. */
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
      i = Math.max(i + 1, look(i));
    }
    return found;
  }

  /** Returns where to go on. */
  private int look(int i) {
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

  /** The password in {@code ://user:password@host}, or a long user, which is a token. */
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

  /** Behind {@code Bearer} or {@code Basic} and a blank. */
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

  /** {@code eyJ} is how a JSON object begins in Base64: header, payload, signature. */
  private int jwt(int from) {
    int end = tokenEnd(text, from);
    int dot = text.indexOf('.', from);
    if (end - from >= SHORTEST_JWT && dot > 0 && dot < end) {
      found.add(from, end);
    }
    return end;
  }

  /** The characters of RFC 6750's b64token, which all of these tokens are made of. */
  private static int tokenEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && (isAlphanumeric(text.charAt(end)) || "-._~+/".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** No plain word, as in "Basic authentication": it is long, or not all lower case. */
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

  /** Whether the word before an index is this one, in any case. */
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
    kinds['-'] = JWT + 1; // only keeps digits together
    return kinds;
  }
}
