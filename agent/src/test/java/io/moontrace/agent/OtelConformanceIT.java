package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.agent.program.Conformance;
import io.moontrace.agent.program.DeepSpans;
import io.moontrace.agent.program.PlainLua;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One script holds wherever {@code require "otel"} finds something: {@code otel_conformance.lua}.
 */
class OtelConformanceIT {
  private static final Path SCRIPT = ForkedJvm.testClasses().resolve("otel_conformance.lua");
  private static final String IN_JAR = "META-INF/moontrace/otel.lua";
  private static final Pattern OK = Pattern.compile("ok [1-9][0-9]+\\R");

  @TempDir private Path folder;

  @Test
  void insideLuajWithTheAgent() throws IOException, InterruptedException {
    Outcome outcome = program("").agent().consoleSpans().run();
    assertThat(outcome.stdout()).matches(OK);
    assertThat(outcome.spans()).extracting(Outcome.ConsoleSpan::name).contains("a", "b", "t");
  }

  /** A copy of {@code otel.lua} that is there for other places does not hide the agent. */
  @Test
  void insideLuajWithTheAgentAndTheFile() throws IOException, InterruptedException {
    Outcome outcome = program(pathOfModule()).agent().consoleSpans().run();
    assertThat(outcome.stdout()).matches(OK);
    assertThat(outcome.spans()).extracting(Outcome.ConsoleSpan::name).contains("a", "b", "t");
  }

  /** Deeper than any program nests spans none is started: there is no room for it at the end. */
  @Test
  void endlessRecursionThroughSpans() throws IOException, InterruptedException {
    Outcome outcome =
        ForkedJvm.of(DeepSpans.class)
            .with(ForkedJvm.LUAJ)
            .jvm("-Xss1m")
            .agent()
            .consoleSpans()
            .run();
    assertThat(outcome.stdout()).isEqualTo("overflow\nworks\t1\n".repeat(3));
    assertThat(outcome.spans()).filteredOn(span -> span.name().equals("deep")).hasSize(3 * 256);
    assertThat(outcome.spans())
        .filteredOn(span -> span.name().contains("after"))
        .extracting(Outcome.ConsoleSpan::traceId)
        .hasSize(6)
        .doesNotContainAnyElementsOf(
            outcome.spans().stream()
                .filter(span -> span.name().contains("deep"))
                .map(Outcome.ConsoleSpan::traceId)
                .toList());
    assertThat(outcome.agentLog()).hasSameSizeAs(outcome.spans());
  }

  @Test
  void insideLuajWithoutTheAgent() throws IOException, InterruptedException {
    Outcome outcome = program(pathOfModule()).run();
    assertThat(outcome.stderr()).isEmpty();
    assertThat(outcome.stdout()).matches(OK);
  }

  @ParameterizedTest
  @CsvSource({"parent-first", "child-first"})
  void insideLuajInAChildLoader(String kind) throws IOException, InterruptedException {
    Outcome outcome =
        ForkedJvm.inChildLoaders(kind, Conformance.class).agent().consoleSpans().run();
    assertThat(outcome.stdout().replaceAll("ok [0-9]+", "ok"))
        .isEqualTo("true\nok\ntrue\nok\ncollected true\ntrue\nok\n");
    assertThat(outcome.spans()).filteredOn(span -> span.name().equals("t")).hasSize(3);
    assertThat(outcome.agentLog()).hasSameSizeAs(outcome.spans());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lua 5.1", "Lua 5.4", "LuaJIT"})
  void insidePlainLua(String lua) throws IOException, InterruptedException {
    Outcome outcome =
        ForkedJvm.of(PlainLua.class, lua, pathOfModule(), SCRIPT.toString())
            .with(interpreters())
            .run();
    assertThat(outcome.stderr()).isEmpty();
    assertThat(outcome.stdout()).matches(Pattern.quote(lua) + "\\R" + OK);
    assertThat(outcome.exitCode()).isZero();
  }

  /** The file as operators take it from the jar. */
  private String pathOfModule() throws IOException {
    Path file = folder.resolve("otel.lua");
    try (ZipFile jar = new ZipFile(ForkedJvm.AGENT.toFile());
        InputStream module = jar.getInputStream(jar.getEntry(IN_JAR))) {
      Files.write(file, module.readAllBytes());
    }
    return folder + File.separator + "?.lua";
  }

  /** Lua itself, as native libraries with a Java side; no Lua of this machine. */
  private static Path[] interpreters() throws IOException {
    Path folder = Path.of(System.getProperty("moontrace.test.interpreters"));
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.toArray(Path[]::new);
    }
  }

  private static ForkedJvm program(String path) {
    return ForkedJvm.of(Conformance.class, path).with(ForkedJvm.LUAJ);
  }
}
