package io.moontrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moontrace.error.ConfiguredLimits;
import io.moontrace.error.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
  void eachBoundOfReportsIsASettingWithItsDefault() {
    assertThat(Limits.FRAMES).isEqualTo(1024); // they are in use
    Map<String, Integer> settings =
        Arrays.stream(Setting.values())
            .filter(setting -> setting.key().startsWith("moontrace.limits."))
            .collect(Collectors.toMap(Setting::key, Setting::positiveNumber));
    assertThat(settings).isEqualTo(ConfiguredLimits.inUse());
  }

  @Test
  void aBoundIsAtMostTenTimesItsDefault() {
    System.setProperty("moontrace.limits.causes", "160");
    assertThat(Setting.LIMIT_CAUSES.boundedNumber(10)).isEqualTo(160);
    System.setProperty("moontrace.limits.causes", "161");
    assertThatThrownBy(() -> Setting.LIMIT_CAUSES.boundedNumber(10))
        .hasMessage("moontrace.limits.causes=161 is more than 160");
    System.clearProperty("moontrace.limits.causes");
  }

  @Test
  void theEnvironmentVariableFollowsFromTheName() {
    assertThat(Setting.ERRORS_MAX_SIZE.environmentVariable())
        .isEqualTo("MOONTRACE_ERRORS_MAX_SIZE");
  }
}
