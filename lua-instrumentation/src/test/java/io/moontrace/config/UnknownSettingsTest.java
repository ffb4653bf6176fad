package io.moontrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(OtherProperties.class)
class UnknownSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "moontrace.error.file, moontrace.errors.file",
    "moontrace.errors.flie, moontrace.errors.file",
    "moontrace.errors.max_size, moontrace.errors.max-size",
    "moontrace.errors.maxsize, moontrace.errors.max-size",
    "Moontrace.Errors.File, moontrace.errors.file",
    "MOONTRACE_ERRORS_FILE, moontrace.errors.file",
    "moontrace.redact.enabled, moontrace.redact",
    "moontrace.logback.mode, moontrace.logback",
    "moontrace.local, moontrace.locals",
    "moontrace.tracing, ",
    "moontrace.quite.something.else, "
  })
  void theNearestName(String written, String meant) {
    System.setProperty(written, "x");
    assertThat(UnknownSettings.find().list())
        .singleElement()
        .satisfies(
            unknown -> {
              assertThat(unknown.name()).isEqualTo(written);
              assertThat(unknown.source()).isEqualTo("system property");
              assertThat(unknown.suggestion()).isEqualTo(meant);
            });
  }

  @Test
  void whatIsNotOurs() {
    System.setProperty("moontracer.errors.file", "x");
    System.setProperty("moontrace", "x");
    System.setProperty("otel.moontrace.errors.flie", "x");
    assertThat(UnknownSettings.find().list()).isEmpty();
  }

  @Test
  void manyOrLongNames() {
    for (int i = 0; i < 1_000; i++) {
      System.setProperty("moontrace.n" + i, "x");
    }
    System.setProperty("moontrace.a\n" + "x".repeat(100_000), "x");
    UnknownSettings unknown = UnknownSettings.find();
    assertThat(unknown.count()).isEqualTo(1_001);
    assertThat(unknown.list()).hasSize(UnknownSettings.MAX_NAMES);
    assertThat(unknown.list().get(0).name()).startsWith("moontrace.a\\nxx").hasSize(102);
  }

  @Test
  void environmentVariablesAreSuggestedAsSuch() {
    assertThat(new SettingNames(SettingSource.ENVIRONMENT_VARIABLE).nearest("MOONTRACE_ERROR_FILE"))
        .isEqualTo("MOONTRACE_ERRORS_FILE");
  }

  @Test
  void namesInYamlHaveTwoSpellingsAtMost() {
    SettingNames yaml = new SettingNames(SettingSource.YAML);
    assertThat(
            yaml.unknown(
                List.of(
                    "moontrace.errors.max_size",
                    "moontrace.errors.max-size",
                    "moontrace.redact",
                    "moontrace.redact.enabled",
                    "moontrace.redact.keys")))
        .containsExactly("moontrace.errors.max-size");
    assertThat(yaml.nearest("moontrace.errors.max-size")).isEqualTo("moontrace.errors.max_size");
    assertThat(yaml.nearest("moontrace.redact.enable")).isEqualTo("moontrace.redact.enabled");
  }

  @Test
  void distances() {
    Map<String, Integer> distances =
        Map.of("", 4, "tea", 1, "tae", 2, "etas", 1, "teas", 0, "x", 4);
    distances.forEach(
        (text, edits) -> assertThat(NearestName.edits(text, "teas")).isEqualTo(edits));
  }

  /** What scripts and configurations beside the collector read is no setting of the agent. */
  @Test
  void theCollectorsVariables() throws IOException {
    Pattern variable = Pattern.compile("(?:env:|\\$\\{)(MOONTRACE_[A-Z_]+)");
    try (Stream<Path> files = Files.walk(Path.of("..", "collector-config"))) {
      TreeSet<String> used =
          files
              .filter(Files::isRegularFile)
              .flatMap(file -> variable.matcher(text(file)).results())
              .map(found -> found.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(used).containsExactlyElementsOf(UnknownSettings.OF_COLLECTOR);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
