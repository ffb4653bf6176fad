package io.moontrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A list in one text. Parts that are wrong are left out; the others apply. */
final class ListType {
  /** Parts of a list; beyond, they are ignored. */
  static final int MAX_PARTS = 1_000;

  private final String separator;
  private final String separators;
  private final Function<String, @Nullable String> check;

  private ListType(String separator, String separators, Function<String, @Nullable String> check) {
    this.separator = separator;
    this.separators = separators;
    this.check = check;
  }

  /**
   * @param check returns what is wrong with a part, or null
   */
  static ListType commas(Function<String, @Nullable String> check) {
    return new ListType(",", ",", check);
  }

  /** As {@link #commas}, with blanks. */
  static ListType blanks(Function<String, @Nullable String> check) {
    return new ListType(" ", " \t\r\n\f", check);
  }

  String separator() {
    return separator;
  }

  ParsedValue parse(String text) {
    List<String> parts = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text, separators);
    while (tokens.hasMoreTokens() && parts.size() + wrong.size() < MAX_PARTS) {
      String part = tokens.nextToken().trim();
      if (!part.isEmpty()) {
        (check.apply(part) == null ? parts : wrong).add(part);
      }
    }
    if (wrong.isEmpty()) {
      return ParsedValue.of(parts, text);
    }
    String more = wrong.size() == 1 ? "" : ", and " + (wrong.size() - 1) + " more";
    String first = wrong.get(0);
    return ParsedValue.inPart(
        parts, String.join(separator, parts), first, check.apply(first) + more);
  }

  static @Nullable String expressionProblem(String expression) {
    try {
      Pattern.compile(expression);
      return null;
    } catch (PatternSyntaxException e) {
      return "is not a regular expression (" + e.getDescription() + ')';
    } catch (StackOverflowError e) {
      return "is too deeply nested";
    }
  }

  static @Nullable String ruleProblem(String rule) {
    return rule.indexOf('=') < 0 ? "is not of the form from=to" : null;
  }
}
