package io.moontrace.error;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The strings that a function is written with: what of a message stands among them was written by
 * its author, all else are values. Immutable.
 */
public final class StringLiterals {
  /** Pieces that count, and characters of one. */
  static final int MOST = 64;

  static final int LENGTH = 256;

  /** Between them lies a value: {@code string.format} and alike. */
  private static final Pattern DIRECTIVE = Pattern.compile("%[-+ #0]*[0-9]*\\.?[0-9]*[A-Za-z%]");

  private static final String VALUE = "*";

  private final Set<String> whole;
  private final List<String> pieces;

  private StringLiterals(Set<String> whole, List<String> pieces) {
    this.whole = whole;
    this.pieces = pieces;
  }

  /** Takes the strings in the order they stand in the function. */
  public static StringLiterals of(Collection<String> strings) {
    Set<String> whole = new LinkedHashSet<>();
    Set<String> pieces = new LinkedHashSet<>();
    for (String string : strings) {
      if (whole.size() == MOST || string.length() > LENGTH) {
        continue;
      }
      whole.add(string);
      int begin = 0;
      Matcher directive = DIRECTIVE.matcher(string);
      while (directive.find()) {
        add(pieces, string.substring(begin, directive.start()));
        begin = directive.end();
      }
      add(pieces, string.substring(begin));
    }
    List<String> longestFirst = new ArrayList<>(pieces);
    longestFirst.sort((a, b) -> Integer.compare(b.length(), a.length()));
    return new StringLiterals(whole, longestFirst);
  }

  /** What is a word alone may be the name of a field, too, and what has no letter is anywhere. */
  private static void add(Set<String> pieces, String piece) {
    boolean hasLetter = false;
    boolean isWord = true;
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
      hasLetter |= isLetter;
      isWord &= isLetter || c == '_' || (c >= '0' && c <= '9');
    }
    if (hasLetter && !isWord && pieces.size() < MOST) {
      pieces.add(piece);
    }
  }

  /**
   * What of the message the function is written with: the pieces from left to right, where two
   * begin at one place the longer one, an asterisk between them. Null for none.
   *
   * @param message with the position that Lua puts in front, or without
   */
  public @Nullable String in(String message) {
    String body = MessageText.withoutPosition(message);
    if (whole.contains(body)) {
      return body;
    }
    StringBuilder said = null;
    for (int i = 0; i < body.length(); ) {
      String piece = pieceAt(body, i);
      if (piece != null) {
        said = said == null ? new StringBuilder() : said.append(VALUE);
        said.append(piece);
      }
      i += piece == null ? 1 : piece.length();
    }
    return said == null ? null : said.toString();
  }

  private @Nullable String pieceAt(String text, int begin) {
    for (int i = 0; i < pieces.size(); i++) {
      if (text.startsWith(pieces.get(i), begin)) {
        return pieces.get(i);
      }
    }
    return null;
  }
}
