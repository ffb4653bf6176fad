package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.PlainLog;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plain log of an application without any reference to Moontrace, for each version of Logback.
 */
class ApplicationLogIT {
  /** Every way in which Logback writes plain text, with the same output in each run. */
  private static final String CONFIGURATION =
      """
      <configuration>
        <property name="TEXT" value="%-5level [%thread] %logger %X{user_id} %marker - %msg%n%ex"/>
        <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>${TEXT}</pattern></encoder>
        </appender>
        <appender name="FILE" class="ch.qos.logback.core.FileAppender">
          <file>${folder}/app.log</file>
          <encoder><outputPatternAsHeader>true</outputPatternAsHeader><pattern>${TEXT}</pattern></encoder>
        </appender>
        <appender name="ROLLING" class="ch.qos.logback.core.rolling.RollingFileAppender">
          <file>${folder}/rolling.log</file>
          <rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
            <fileNamePattern>${folder}/rolling.log.%i</fileNamePattern>
          </rollingPolicy>
          <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy"/>
          <encoder><pattern>${TEXT}</pattern></encoder>
        </appender>
        <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
          <appender-ref ref="ROLLING"/>
        </appender>
        <appender name="PRUDENT" class="ch.qos.logback.core.FileAppender">
          <file>${folder}/prudent.log</file>
          <prudent>true</prudent>
          <encoder><pattern>${TEXT}</pattern></encoder>
        </appender>
        <appender name="SIFT" class="ch.qos.logback.classic.sift.SiftingAppender">
          <discriminator><key>round</key><defaultValue>none</defaultValue></discriminator>
          <sift>
            <appender name="FILE-${round}" class="ch.qos.logback.core.FileAppender">
              <file>${folder}/sift-${round}.log</file>
              <encoder><pattern>${TEXT}</pattern></encoder>
            </appender>
          </sift>
        </appender>
        <logger name="silenced" additivity="false"/>
        <root level="INFO">
          <appender-ref ref="CONSOLE"/>
          <appender-ref ref="FILE"/>
          <appender-ref ref="ASYNC"/>
          <appender-ref ref="PRUDENT"/>
          <appender-ref ref="SIFT"/>
        </root>
      </configuration>
      """;

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"1.2.13", "1.3.15", "1.5.38", "1.6.6"})
  void plainTextStaysByteForByte(String version) throws IOException, InterruptedException {
    Outcome without = program(version, "without").run();
    Map<String, String> plain = files("without");
    assertThat(plain).hasSize(6);
    assertThat(plain.get("app.log")).startsWith("#logback").contains("last of round two", "bye");

    program(version, "off").agent().run().assertSameAs(without);
    assertThat(files("off")).isEqualTo(plain);

    program(version, "shade")
        .agent()
        .flag("moontrace.logback", "shade")
        .run()
        .assertSameAs(without);
    Map<String, String> shaded = files("shade");
    List<JsonNode> lines = lines(shaded.remove("app.log.json"));
    assertThat(shaded).isEqualTo(plain);
    assertThat(messages(lines)).isEqualTo(allBut("within"));
    assertThat(lines.get(1).at("/tags/0").asText()).isEqualTo("AUDIT");
    assertThat(lines.get(2).at("/error/causes/0/message").asText()).isEqualTo("inner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.13", "1.3.15", "1.5.38", "1.6.6"})
  void replacedTextIsLinesEverywhere(String version) throws IOException, InterruptedException {
    Outcome outcome =
        program(version, "replace")
            .agent()
            .flag("moontrace.logback", "replace")
            .flag("nested", true)
            .flag("moontrace.context.mdc", "user_id")
            .flag("moontrace.logback.mdc-labels", true)
            .run();

    assertThat(outcome.stderr()).doesNotContain("Exception");
    Map<String, String> files = files("replace");
    assertThat(files).hasSize(6);
    for (String file : List.of("app.log", "rolling.log", "prudent.log")) {
      assertThat(messages(lines(files.get(file)))).as(file).isEqualTo(all());
    }
    assertThat(messages(lines(files.get("sift-one.log")))).isEqualTo(said("one").subList(0, 5));
    List<JsonNode> lines = lines(outcome.stdout());
    assertThat(messages(lines)).isEqualTo(all());
    assertThat(lines.get(0).at("/labels/round").asText()).isEqualTo("one");
    assertThat(lines.get(2).at("/context/user_id").asText()).isEqualTo("ada");
  }

  private static List<String> all() {
    List<String> all = new ArrayList<>(said("one"));
    all.addAll(said("two"));
    all.add("bye");
    return all;
  }

  private static List<String> allBut(String message) {
    return all().stream().filter(each -> !each.equals(message)).toList();
  }

  private static List<String> said(String round) {
    return List.of(
        "taking 2 of \"tea\"\\nand more",
        "with a marker: \u00e4\u20ac",
        "failed",
        "within",
        "outside and around",
        "the last of round " + round);
  }

  private static List<String> messages(List<JsonNode> lines) {
    return lines.stream().map(line -> line.get("message").asText()).toList();
  }

  /** The lines, validated. */
  private static List<JsonNode> lines(String text) {
    return text.lines().map(ErrorLines::valid).toList();
  }

  private ForkedJvm program(String version, String name) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(name));
    Path configuration = Files.writeString(temp.resolve("logback.xml"), CONFIGURATION);
    return ForkedJvm.of(PlainLog.class)
        .with(ForkedJvm.logback(version))
        .flag("logback.configurationFile", configuration)
        .flag("file.encoding", "UTF-8")
        .flag("folder", folder);
  }

  private Map<String, String> files(String name) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(temp.resolve(name))) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return files;
  }
}
