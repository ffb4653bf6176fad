package io.moontrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.error.ErrorLines;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The exit code and output of a {@link ForkedJvm}. */
final class Outcome {
  private static final String ERROR_LINE = "{\"@timestamp\":";
  private static final Pattern ERROR_LINES = Pattern.compile("(?m)^\\{\"@timestamp\":.*\\R");
  private static final Pattern ATTRIBUTE_END = Pattern.compile(", (?=[\\w.]+=)");
  private static final Pattern AGENT_LINE = Pattern.compile("(?m)^\\[otel\\.javaagent .*$");
  private static final Pattern SPAN =
      Pattern.compile(
          "LoggingSpanExporter - '(.*)' : (\\p{XDigit}{32}) (\\p{XDigit}{16}) (\\w+)"
              + " \\[tracer: ([^:]*):.*\\] AttributesMap\\{data=\\{(.*)\\}, capacity=");

  /** The output of every run with an agent, including the stock agent. */
  private static final List<Pattern> KNOWN =
      List.of(
          Pattern.compile("(?m)^.* VM warning: Sharing is only supported for boot loader .*\\R"),
          Pattern.compile(
              "(?m)^\\[otel\\.javaagent .*\\.VersionLogger - opentelemetry-javaagent - version: .*\\R"));

  private final int exitCode;
  private final byte[] stdout;
  private final byte[] stderr;

  Outcome(int exitCode, byte[] stdout, byte[] stderr) {
    this.exitCode = exitCode;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  int exitCode() {
    return exitCode;
  }

  String stdout() {
    return new String(stdout, UTF_8);
  }

  String stderr() {
    return new String(stderr, UTF_8);
  }

  /** Standard error without the two lines that any agent causes. */
  String programStderr() {
    String rest = stderr();
    for (Pattern known : KNOWN) {
      rest = known.matcher(rest).replaceFirst("");
    }
    return rest;
  }

  /** Standard output without the error lines. */
  String programStdout() {
    return ERROR_LINES.matcher(stdout()).replaceAll("");
  }

  /** The error lines on standard output, validated. */
  List<JsonNode> errorLines() {
    return stdout()
        .lines()
        .filter(line -> line.startsWith(ERROR_LINE))
        .map(ErrorLines::valid)
        .toList();
  }

  /** The log lines of an agent, without its start message. */
  List<String> agentLog() {
    return AGENT_LINE.matcher(programStderr()).results().map(hit -> hit.group()).toList();
  }

  /** The spans that the console exporter printed, in the order they ended. */
  List<ConsoleSpan> spans() {
    List<ConsoleSpan> spans = new ArrayList<>();
    for (Matcher span = SPAN.matcher(stderr()); span.find(); ) {
      List<String> attributes = ATTRIBUTE_END.splitAsStream(span.group(6)).sorted().toList();
      spans.add(
          new ConsoleSpan(
              span.group(1),
              span.group(2),
              span.group(3),
              span.group(4),
              span.group(5),
              attributes));
    }
    return spans;
  }

  /**
   * Asserts that the program behaved as without an agent, and that the agent logged only its start
   * message.
   */
  void assertSameAs(Outcome without) {
    assertThat(firstDifference(without)).as("first line that differs").isEmpty();
    assertThat(stdout).isEqualTo(without.stdout);
    assertThat(programStderr()).isEqualTo(without.stderr());
    assertThat(exitCode).isEqualTo(without.exitCode);
  }

  /** Compares line by line, to fail with one line instead of the whole text. */
  private String firstDifference(Outcome without) {
    List<String> expected = without.stdout().lines().toList();
    List<String> actual = stdout().lines().toList();
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        return (i + 1) + ": " + actual.get(i) + "\nwithout: " + expected.get(i);
      }
    }
    return actual.size() == expected.size() ? "" : "lines: " + actual.size();
  }

  /** A span; attributes are sorted {@code key=value}. */
  record ConsoleSpan(
      String name,
      String traceId,
      String spanId,
      String kind,
      String tracer,
      List<String> attributes) {}
}
