package io.moontrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingTest {

  @AfterEach
  void forget() {
    System.clearProperty(Setting.ERRORS_MAX_SIZE.key());
  }

  @Test
  void theReadmeHasExactlyTheseSettings() throws IOException {
    List<String> expected =
        Arrays.stream(Setting.values())
            .map(
                setting ->
                    "| `%s` | %s | %s |"
                        .formatted(
                            setting.key(),
                            setting.defaultValue().isEmpty()
                                ? ""
                                : '`' + setting.defaultValue() + '`',
                            setting.description()))
            .toList();
    List<String> readme =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .filter(line -> line.startsWith("| `moontrace."))
            .toList();
    assertThat(readme).isEqualTo(expected);
  }

  @Test
  void defaultUntilSomebodySetsIt() {
    assertThat(Setting.ERRORS_MAX_SIZE.value()).isEqualTo("64MB");
    System.setProperty("moontrace.errors.max-size", " 1MB ");
    assertThat(Setting.ERRORS_MAX_SIZE.value()).isEqualTo("1MB");
  }

  @Test
  void theEnvironmentVariableFollowsFromTheName() {
    assertThat(Setting.ERRORS_MAX_SIZE.environmentVariable())
        .isEqualTo("MOONTRACE_ERRORS_MAX_SIZE");
  }
}
