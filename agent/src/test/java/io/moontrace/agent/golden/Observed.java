package io.moontrace.agent.golden;

import java.util.Optional;

/**
 * What became of one script in one cell, and how it goes from one JVM to the other: a line of
 * fields between tabs.
 */
public final class Observed {
  private static final String MARK = "golden";

  /** What stands behind a backslash, and what it stands for. */
  private static final String ESCAPES = "\\tnr";

  private static final String ESCAPED = "\\\t\n\r";

  private final String cell;
  private final String script;
  private final String first;
  private final String json;
  private final String hot;

  Observed(String cell, String script, String first, String json, String hot) {
    this.cell = cell;
    this.script = script;
    this.first = first;
    this.json = json;
    this.hot = hot;
  }

  /** {@link Cell#toString}. */
  public String cell() {
    return cell;
  }

  public String script() {
    return script;
  }

  /** The text of the report of the first run. */
  public String first() {
    return first;
  }

  /** Its JSON line, or empty when there was no report. */
  public String json() {
    return json;
  }

  /** Empty when all further runs were reported alike, or the first that was not. */
  public String hot() {
    return hot;
  }

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
            ofOneLine(fields[3]),
            ofOneLine(fields[4]),
            ofOneLine(fields[5])));
  }

  private static String ofOneLine(String line) {
    StringBuilder text = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      int escape = c == '\\' && i + 1 < line.length() ? ESCAPES.indexOf(line.charAt(i + 1)) : -1;
      if (escape >= 0) {
        text.append(ESCAPED.charAt(escape));
        i++;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String oneLine(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
