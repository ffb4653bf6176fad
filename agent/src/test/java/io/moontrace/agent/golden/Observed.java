package io.moontrace.agent.golden;

import java.util.Optional;

/**
 * What became of one script in one cell, and how it goes from one JVM to the other: a line of
 * fields between tabs.
 *
 * @param cell {@link Cell#toString}
 * @param first the text of the report of the first run
 * @param json its JSON line, or empty when there was no report
 * @param hot empty when all further runs were reported alike, or the first that was not
 */
public record Observed(String cell, String script, String first, String json, String hot) {
  private static final String MARK = "golden";

  String toLine() {
    return String.join("\t", MARK, cell, script, oneLine(first), oneLine(json), oneLine(hot), MARK);
  }

  /** Empty for a line that is something else, the script's own output for example. */
  public static Optional<Observed> parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 7 || !fields[0].equals(MARK) || !fields[6].equals(MARK)) {
      return Optional.empty();
    }
    return Optional.of(
        new Observed(
            fields[1],
            fields[2],
            fields[3].translateEscapes(),
            fields[4].translateEscapes(),
            fields[5].translateEscapes()));
  }

  private static String oneLine(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
