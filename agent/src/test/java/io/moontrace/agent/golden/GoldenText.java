package io.moontrace.agent.golden;

import static java.util.stream.Collectors.toList;

/** What of a stack's text a golden holds: all that is the same in each run on each JDK. */
public final class GoldenText {

  /** From each part of the stack, what lies outside of {@code Scripts.run} is left out. */
  public static String of(String stack) {
    StringBuilder kept = new StringBuilder();
    boolean outside = false;
    for (String line : stack.lines().collect(toList())) {
      outside = outside && line.startsWith("\tat ");
      if (!outside) {
        kept.append(withoutNumbersOfThisRun(line)).append('\n');
      }
      outside |= line.contains("fixture.Scripts.run(");
    }
    return kept.toString();
  }

  /** Identity hashes, class loaders, and how many frames the caller has. */
  private static String withoutNumbersOfThisRun(String line) {
    return line.replaceAll("table: [0-9a-f]+", "table: #")
        .replaceAll("\\(\\S+ is in unnamed module of loader .*\\)", "(#)")
        .replaceAll("\\.\\.\\. [0-9]+ more", "... # more");
  }

  private GoldenText() {}
}
