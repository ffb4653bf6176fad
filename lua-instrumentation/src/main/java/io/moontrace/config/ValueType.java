package io.moontrace.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What a setting accepts, and how its text is read. Immutable. */
public final class ValueType {
  static final ValueType TEXT =
      new ValueType("text", "any text", text -> ParsedValue.of(text, text));
  static final ValueType FILE = new ValueType("path", "a path", ValueType::path);
  static final ValueType FLAG = new ValueType("boolean", "`true` or `false`", ValueType::flag);
  static final ValueType SIZE =
      new ValueType("size", "a size from `1KB` to `1024GB`, such as `64MB`", Quantity::bytes);
  static final ValueType DURATION =
      new ValueType(
          "duration",
          "a duration from `0` to `365d`, such as `500ms`, `10s` or `1m`",
          Quantity::duration);
  static final ValueType NAMES =
      list("names", "names, separated by commas", ListType.commas(part -> null));
  static final ValueType KEY_EXPRESSIONS =
      list(
          "regular expressions",
          "regular expressions, separated by commas",
          ListType.commas(ListType::expressionProblem));
  static final ValueType VALUE_EXPRESSIONS =
      list(
          "regular expressions",
          "regular expressions, separated by blanks",
          ListType.blanks(ListType::expressionProblem));
  static final ValueType RULES =
      list("rules", "rules `from=to`, separated by commas", ListType.commas(ListType::ruleProblem));
  static final ValueType ADDRESSES =
      list(
          "addresses",
          "addresses and CIDR blocks, IPv4 and IPv6, separated by commas",
          ListType.commas(AddressBlock::problem));

  private final String name;
  private final String accepted;
  private final String separator;
  private final Function<String, ParsedValue> parser;

  private ValueType(String name, String accepted, Function<String, ParsedValue> parser) {
    this(name, accepted, "", parser);
  }

  private ValueType(
      String name, String accepted, String separator, Function<String, ParsedValue> parser) {
    this.name = name;
    this.accepted = accepted;
    this.separator = separator;
    this.parser = parser;
  }

  /** A whole number with bounds, both of them accepted. */
  static ValueType number(int least, int most) {
    String accepted =
        "a whole number "
            + (most == Integer.MAX_VALUE ? "not below " + least : "from " + least + " to " + most);
    return new ValueType("number", accepted, text -> number(text, least, most, accepted));
  }

  /** One of some words, in any case; given to who asks in lower case. */
  static ValueType choice(String... words) {
    List<String> known = Arrays.asList(words);
    return new ValueType(
        "choice", "one of `" + String.join("`, `", words) + '`', text -> choice(text, known));
  }

  private static ValueType list(String name, String accepted, ListType list) {
    return new ValueType(name, accepted, list.separator(), list::parse);
  }

  /** One or two words: {@code number}. */
  public String name() {
    return name;
  }

  /** What is accepted, in Markdown, to complete a sentence: a whole number from 1 to 20. */
  public String accepted() {
    return accepted;
  }

  boolean isList() {
    return !separator.isEmpty();
  }

  /** What stands between the parts of a list; empty where it is no list. */
  String separator() {
    return separator;
  }

  /**
   * Reads a text.
   *
   * @param text trimmed, not empty
   */
  ParsedValue parse(String text) {
    return parser.apply(text);
  }

  private static ParsedValue number(String text, int least, int most, String accepted) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return ParsedValue.of(number, text);
      }
    } catch (NumberFormatException e) {
      // as one that is out of bounds
    }
    return ParsedValue.wrong("is not " + accepted);
  }

  private static ParsedValue flag(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return word.equals("true") || word.equals("false")
        ? ParsedValue.of(Boolean.valueOf(word), word)
        : ParsedValue.wrong("is neither true nor false");
  }

  private static ParsedValue choice(String text, List<String> words) {
    String word = text.toLowerCase(Locale.ROOT);
    return words.contains(word)
        ? ParsedValue.of(word, word)
        : ParsedValue.wrong("is none of " + String.join(", ", words));
  }

  private static ParsedValue path(String text) {
    try {
      Paths.get(text);
      return ParsedValue.of(text, text);
    } catch (InvalidPathException e) {
      return ParsedValue.wrong("is not a path: " + e.getReason());
    }
  }
}
