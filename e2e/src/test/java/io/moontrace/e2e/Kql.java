package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The KQL searches of {@code docs/elk.md}. */
final class Kql {
  private static final Pattern ROW = Pattern.compile("\\| [A-Z][^|]* \\| `([a-z_.]+ : [^`]*)` \\|");

  private Kql() {}

  static List<String> documented() throws IOException {
    return Files.readAllLines(Repository.file("docs/elk.md"), UTF_8).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .toList();
  }

  /** Converts KQL, as far as the docs use it, to Lucene's syntax, which Elasticsearch accepts. */
  static String toLucene(String kql) {
    return kql.replaceAll("([a-z_.]+) : \\*", "_exists_:$1")
        .replace(" : ", ":")
        .replace(" and ", " AND ")
        .replace(" or ", " OR ");
  }
}
