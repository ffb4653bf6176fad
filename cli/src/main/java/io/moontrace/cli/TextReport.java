package io.moontrace.cli;

import io.moontrace.error.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Findings as a person reads them; in color where the terminal has it. */
final class TextReport {
  private static final int VERDICT_WIDTH = 9;
  private static final int NAME_WIDTH = 16;
  private static final String INDENT = " ".repeat(VERDICT_WIDTH + NAME_WIDTH);
  private static final String DEFAULT = "default";

  private final StringBuilder text = new StringBuilder();

  static String of(Findings findings) {
    return new TextReport().write(findings);
  }

  private String write(Findings findings) {
    line(PrintableText.oneLine(findings.subject(), Check.MAX_TEXT));
    line("");
    findings.checks().forEach(this::check);
    Entry agent = new Entry(findings.agent());
    section("Settings that are set", settings(agent));
    section("Errors since the start", counts(agent.entry("errors").numbers()));
    section("Dropped since the start", counts(agent.entry("dropped").numbers()));
    section("Java programs on this machine", findings.programs());
    line("");
    line(summary(findings));
    return text.toString();
  }

  private void check(Check check) {
    String verdict = check.verdict().toString();
    text.append(Ansi.AUTO.string("@|" + check.verdict().color() + ' ' + verdict + "|@"))
        .append(" ".repeat(VERDICT_WIDTH - verdict.length()))
        .append(padded(check.name()))
        .append(check.message())
        .append('\n');
    if (check.advice() != null && !check.advice().isEmpty()) {
      line(INDENT + "→ " + check.advice());
    }
  }

  private static String padded(String name) {
    return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
  }

  private static List<String> settings(Entry agent) {
    List<String> lines = new ArrayList<>();
    for (Entry setting : agent.entries("settings")) {
      if (!setting.text("source").equals(DEFAULT)) {
        lines.add(
            setting.text("name")
                + '='
                + setting.text("value")
                + "  ("
                + setting.text("source")
                + ')');
      }
    }
    return lines;
  }

  private static List<String> counts(Map<String, Long> counts) {
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (name, count) -> {
          if (count > 0) {
            lines.add(name + ": " + count);
          }
        });
    return lines;
  }

  private void section(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      line("");
      line(title + ':');
      lines.forEach(each -> line("  " + PrintableText.oneLine(each, Check.MAX_TEXT)));
    }
  }

  private static String summary(Findings findings) {
    long failed = findings.count(Verdict.FAILED);
    long warnings = findings.count(Verdict.WARNING);
    String end = warnings == 0 ? "." : ", " + counted(warnings, "warning") + '.';
    return failed == 0 ? "All is well" + end : counted(failed, "check") + " failed" + end;
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private TextReport() {}
}
