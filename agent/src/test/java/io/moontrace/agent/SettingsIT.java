package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moontrace.agent.program.MixedError;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wrong values and unknown names under the real agent. All settings are wrong at once: a value that
 * kept errors from being written, or another setting from being read, would do so here as well, in
 * a fraction of the time that a JVM for each takes. {@code SettingTest} tries each alone.
 */
class SettingsIT {
  private static final String FILE = "moontrace.errors.file";
  private static final Path PAGE =
      Path.of(System.getProperty("basedir"), "..", "docs", "settings.md");
  private static final Pattern ROW = Pattern.compile("\\| `(moontrace\\.[^`]*)` \\| (.*?) \\|.*");

  /** How the page describes what a setting accepts, and a value that it does not accept. */
  private static final Map<String, String> WRONG = new LinkedHashMap<>();

  static {
    WRONG.put("a whole number", "banana");
    WRONG.put("a size", "banana");
    WRONG.put("a duration", "banana");
    WRONG.put("`true` or", "perhaps");
    WRONG.put("one of", "banana");
    WRONG.put("regular expressions", "(unclosed");
    WRONG.put("rules", "nowhere");
    WRONG.put("addresses", "localhost");
    WRONG.put("names", ""); // accepts any text
    WRONG.put("a path", ""); // that cannot be written: ErrorsFileIT
  }

  @TempDir private Path folder;

  @Test
  void eachWrongValueCostsItsDefault() throws IOException, InterruptedException {
    Map<String, String> settings = wrong();
    assertErrors(run(settings), settings);
  }

  /** Where a wrong mode would switch off what the other settings of the log are for. */
  @Test
  void eachWrongValueOfTheLog() throws IOException, InterruptedException {
    Map<String, String> settings = wrong();
    settings.remove("moontrace.logback");
    Path log = folder.resolve("log.json");
    Outcome with =
        run(settings, "moontrace.logback", "shade", "moontrace.logback.file", log.toString());
    assertErrors(with, settings);
  }

  @Test
  void inYaml() throws IOException, InterruptedException {
    Map<String, String> settings = wrong();
    ObjectNode yaml = JsonNodeFactory.instance.objectNode().put("file_format", "1.1");
    ObjectNode moontrace =
        yaml.putObject("instrumentation/development").putObject("java").putObject("moontrace");
    settings.forEach((name, value) -> moontrace.withObject(parent(name)).put(leaf(name), value));
    moontrace.withObject("/limits").put("tag", 1);
    moontrace.withObject("/errors").put("max_files", 2.5).put("handled", 1); // of other types
    settings.put("moontrace.errors.max-files", "2.5");
    settings.put("moontrace.errors.handled", "1");
    Path config = Files.writeString(folder.resolve("otel.yaml"), yaml.toString()); // JSON is YAML
    Path errors = folder.resolve("errors.json");
    Outcome with = program().agent().flag("otel.config.file", config).flag(FILE, errors).run();
    assertThat(warnings(with)).hasSize(settings.size() + 1);
    settings.forEach((name, value) -> assertWarned(with, name, value));
    assertThat(warnings(with))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "moontrace.limits.tag (YAML)", "did you mean moontrace.limits.tags?"));
    assertThat(ErrorLines.read(errors)).hasSize(2);
    assertThat(with.stdout()).isEqualTo(program().run().stdout());
  }

  private static String parent(String name) {
    String[] levels = yamlName(name).split("/");
    return String.join("/", Arrays.copyOf(levels, levels.length - 1));
  }

  private static String leaf(String name) {
    return yamlName(name).substring(yamlName(name).lastIndexOf('/') + 1);
  }

  private static String yamlName(String name) {
    String levels = name.replaceFirst("moontrace", "").replace('.', '/').replace('-', '_');
    return levels.equals("/redact")
        ? "/redact/enabled"
        : levels.replaceFirst("^/logback$", "/logback/mode");
  }

  @Test
  void unknownNames() throws IOException, InterruptedException {
    Path file = folder.resolve("agent.properties");
    Files.writeString(file, "moontrace.lokals=true\nmoontrace.source.lines=1\n");
    Path errors = folder.resolve("errors.json");
    Outcome with =
        program()
            .agent()
            .flag("moontrace.error.file", "x.json")
            .flag(FILE, errors)
            .env("MOONTRACE_REDACTED", "true")
            .env("MOONTRACE_LOGS", "/var/log/moontrace") // the collector's
            .flag("otel.javaagent.configuration-file", file)
            .run();
    assertThat(warnings(with))
        .hasSize(3)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("moontrace.error.file (system property)")
                    .contains("did you mean moontrace.errors.file?"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("MOONTRACE_REDACTED (environment variable)")
                    .contains("did you mean MOONTRACE_REDACT?"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("moontrace.lokals (configuration file)")
                    .contains("did you mean moontrace.locals?"));
    assertThat(ErrorLines.read(errors)).hasSize(2);
  }

  @Test
  void manyUnknownNames() throws IOException, InterruptedException {
    ForkedJvm jvm = program().agent();
    for (int i = 0; i < 50; i++) {
      jvm.flag("moontrace.nothing.like.it" + i, "x");
    }
    Outcome with = jvm.run();
    assertThat(warnings(with)).hasSize(21);
    assertThat(warnings(with).get(20)).contains("30 further names");
  }

  private Outcome run(Map<String, String> settings, String... others)
      throws IOException, InterruptedException {
    ForkedJvm jvm =
        program()
            .agent()
            .flag("otel.traces.exporter", "logging-otlp")
            .flag(FILE, folder.resolve("errors.json"));
    settings.forEach(jvm::flag);
    for (int i = 0; i < others.length; i += 2) {
      jvm.flag(others[i], others[i + 1]);
    }
    return jvm.run();
  }

  private void assertErrors(Outcome with, Map<String, String> settings)
      throws IOException, InterruptedException {
    assertThat(warnings(with)).hasSize(settings.size());
    settings.forEach((name, value) -> assertWarned(with, name, value));
    List<JsonNode> errors = ErrorLines.read(folder.resolve("errors.json"));
    assertThat(errors).hasSize(2);
    List<String> events = new ArrayList<>();
    Otlp.of(with)
        .spans()
        .forEach(
            span ->
                span.path("events")
                    .forEach(event -> events.add(event.at("/attributes/exception.type").asText())));
    assertThat(events)
        .containsExactlyElementsOf(
            errors.stream().map(line -> line.at("/error/type").asText()).toList());
    Outcome without = program().run();
    assertThat(with.stdout()).isEqualTo(without.stdout());
    assertThat(with.exitCode()).isEqualTo(without.exitCode());
  }

  private static void assertWarned(Outcome with, String name, String value) {
    assertThat(warnings(with))
        .filteredOn(line -> line.contains(" " + name + '=' + value))
        .as(name)
        .hasSize(1);
  }

  private static List<String> warnings(Outcome outcome) {
    return outcome.agentLog().stream().filter(line -> line.contains(" WARN ")).toList();
  }

  /** Of each setting on the page, which a test of the extension holds against the settings. */
  private static Map<String, String> wrong() throws IOException {
    Map<String, String> wrong = new LinkedHashMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String value = wrongValue(row.group(2));
        if (!value.isEmpty()) {
          wrong.put(row.group(1), value);
        }
      }
    }
    assertThat(wrong).hasSizeGreaterThan(25);
    return wrong;
  }

  private static String wrongValue(String accepted) {
    return WRONG.entrySet().stream()
        .filter(type -> accepted.startsWith(type.getKey()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no wrong value for: " + accepted))
        .getValue();
  }

  private static ForkedJvm program() {
    return ForkedJvm.of(MixedError.class).with(ForkedJvm.LUAJ);
  }
}
