package io.moontrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.ConfiguredLimits;
import io.moontrace.error.Limits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OtherProperties.class)
class SettingTest {

  /** A wrong value for each type; a type that is missing accepts any text, see below. */
  private static final Map<String, String> WRONG =
      Map.of(
          "path", "errors\0.json",
          "boolean", "perhaps",
          "number", "banana",
          "size", "banana",
          "duration", "banana",
          "choice", "banana",
          "regular expressions", "(unclosed",
          "rules", "nowhere");

  @ParameterizedTest
  @EnumSource(Setting.class)
  void aWrongValueIsReplacedByTheDefault(Setting setting) {
    String wrong = WRONG.getOrDefault(setting.type().name(), "\0\u001b[31m,,(".repeat(1_000));
    SettingsReport before = SettingsReport.read();
    System.setProperty(setting.key(), wrong);
    SettingsReport report = SettingsReport.read();
    assertThat(before.settings()).allMatch(value -> value.problem() == null);
    assertThat(report.settings())
        .filteredOn(value -> value.problem() != null)
        .extracting(SettingValue::name)
        .isEqualTo(setting.type().name().equals("names") ? List.of() : List.of(setting.key()));
    if (!setting.type().isList()) {
      assertThat(ReadSetting.of(setting).text()).isEqualTo(setting.defaultValue());
    }
    assertThat(report.unknown()).isEmpty();
  }

  @Test
  void aProblemNamesValueReasonAndDefault() {
    System.setProperty("moontrace.errors.max-size", "banana\n\u001b[31m");
    assertThat(report(Setting.ERRORS_MAX_SIZE).problem())
        .isEqualTo(
            "banana\\n\\u001b[31m is not a size from 1KB to 1024GB, such as 64MB;"
                + " the default applies: 64MB");
    assertThat(report(Setting.ERRORS_MAX_SIZE).value()).isEqualTo("64MB");
    assertThat(report(Setting.ERRORS_MAX_SIZE).source()).isEqualTo("system property");
    System.setProperty("moontrace.errors.max-size", "x".repeat(1_000_000));
    assertThat(report(Setting.ERRORS_MAX_SIZE).problem()).hasSizeLessThan(250);
    System.setProperty("moontrace.errors.max-size", "password=sesame");
    assertThat(report(Setting.ERRORS_MAX_SIZE).problem()).doesNotContain("sesame");
  }

  /** As it was set, or the default. */
  @ParameterizedTest
  @CsvSource({
    "1KB, 1024", "1024, 1024", " 1 kb, 1024", "1024GB, 1099511627776", "1023B, 67108864",
    "1025GB, 67108864", "-1MB, 67108864", "1.5MB, 67108864", "1TB, 67108864", "MB, 67108864",
    "9999999999999GB, 67108864", "'', 67108864"
  })
  void sizes(String text, long bytes) {
    System.setProperty("moontrace.errors.max-size", text);
    assertThat(Setting.ERRORS_MAX_SIZE.bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0", "500, 500", "500ms, 500", "10s, 10000", "1m, 60000", "2h, 7200000",
    "365d, 31536000000", "366d, 60000", "999999999d, 60000", "-1s, 60000", "s, 60000", "1y, 60000",
    "soon, 60000"
  })
  void durations(String text, long millis) {
    System.setProperty("moontrace.errors.handled-interval", text);
    assertThat(Setting.HANDLED_INTERVAL.duration()).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "20, 20", "0, 5", "21, 5", "-1, 5", "1.0, 5", "99999999999, 5"})
  void numbers(String text, int number) {
    System.setProperty("moontrace.errors.max-files", text);
    assertThat(Setting.ERRORS_MAX_FILES.number()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHADE", " shade ", "Shade"})
  void aChoiceInAnyCase(String text) {
    System.setProperty("moontrace.logback", text);
    assertThat(LogbackMode.get()).isEqualTo(LogbackMode.SHADE);
  }

  @Test
  void oneWrongPartOfAListLeavesTheOthers() {
    System.setProperty("moontrace.redact.values", "o-[0-9]+ (unclosed [a-z");
    assertThat(Setting.REDACT_VALUES.list()).containsExactly("o-[0-9]+");
    assertThat(report(Setting.REDACT_VALUES).value()).isEqualTo("o-[0-9]+");
    assertThat(report(Setting.REDACT_VALUES).problem())
        .isEqualTo(
            "o-[0-9]+ (unclosed [a-z: (unclosed is not a regular expression (Unclosed group), and"
                + " 1 more; the other parts apply");
    System.setProperty("moontrace.source.map", "scripts/=lua/, nowhere,a=b");
    assertThat(Setting.SOURCE_MAP.list()).containsExactly("scripts/=lua/", "a=b");
  }

  @Test
  void eachBoundOfReportsIsASettingWithItsDefault() {
    assertThat(Limits.FRAMES).isEqualTo(1024); // they are in use
    Map<String, Integer> settings =
        Arrays.stream(Setting.values())
            .filter(setting -> setting.key().startsWith("moontrace.limits."))
            .collect(Collectors.toMap(Setting::key, Setting::number));
    assertThat(settings).isEqualTo(ConfiguredLimits.inUse());
  }

  @Test
  void aBoundIsAtMostTenTimesItsDefault() {
    System.setProperty("moontrace.limits.causes", "160");
    assertThat(Setting.LIMIT_CAUSES.number()).isEqualTo(160);
    System.setProperty("moontrace.limits.causes", "161");
    assertThat(Setting.LIMIT_CAUSES.number()).isEqualTo(16);
    assertThat(report(Setting.LIMIT_CAUSES).problem())
        .isEqualTo("161 is not a whole number from 1 to 160; the default applies: 16");
  }

  @Test
  void theEnvironmentVariableFollowsFromTheName() {
    assertThat(Setting.ERRORS_MAX_SIZE.environmentVariable())
        .isEqualTo("MOONTRACE_ERRORS_MAX_SIZE");
  }

  private static SettingValue report(Setting setting) {
    return SettingValue.of(ReadSetting.of(setting));
  }
}
