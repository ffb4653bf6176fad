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
 * The string literals of a function. The parts of a message that occur among them were written by
 * the author of the script; the rest are values. Immutable.
 */
public final class StringLiterals {
  /** Maximum number of literals, and characters of one. */
  static final int MAX_LITERALS = 64;

  static final int MAX_LENGTH = 256;

  /** Directives of {@code string.format} and the like, which stand for a value. */
  private static final Pattern DIRECTIVE = Pattern.compile("%[-+ #0]*[0-9]*\\.?[0-9]*[A-Za-z%]");

  private static final String VALUE = "*";

  private final Set<String> literals;
  private final List<String> pieces;

  private StringLiterals(Set<String> literals, List<String> pieces) {
    this.literals = literals;
    this.pieces = pieces;
  }

  /** Takes the literals in the order of the function. */
  public static StringLiterals of(Collection<String> strings) {
    Set<String> literals = new LinkedHashSet<>();
    Set<String> pieces = new LinkedHashSet<>();
    for (String string : strings) {
      if (literals.size() == MAX_LITERALS || string.length() > MAX_LENGTH) {
        continue;
      }
      literals.add(string);
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
    return new StringLiterals(literals, longestFirst);
  }

  /**
   * Adds a piece unless it is a single word, which may be the name of a field, or has no letter, as
   * these occur in any message.
   */
  private static void add(Set<String> pieces, String piece) {
    boolean hasLetter = false;
    boolean isWord = true;
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
      hasLetter |= isLetter;
      isWord &= isLetter || c == '_' || (c >= '0' && c <= '9');
    }
    if (hasLetter && !isWord && pieces.size() < MAX_LITERALS) {
      pieces.add(piece);
    }
  }

  /**
   * The part of a message that consists of literals: the pieces from left to right, the longest one
   * at each position, joined by asterisks. Null if there is none.
   *
   * @param message with or without the position that Lua prepends
   */
  public @Nullable String literalTextOf(String message) {
    String body = MessageText.withoutPosition(message);
    if (literals.contains(body)) {
      return body;
    }
    StringBuilder found = null;
    for (int i = 0; i < body.length(); ) {
      String piece = pieceAt(body, i);
      if (piece != null) {
        found = found == null ? new StringBuilder() : found.append(VALUE);
        found.append(piece);
      }
      i += piece == null ? 1 : piece.length();
    }
    return found == null ? null : found.toString();
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
