package io.moontrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "settings.md");

  /** {@code -Dsettings.write=true} writes the page instead, as its last lines say. */
  @Test
  void theTablesAreThoseOfSetting() throws IOException {
    String expected = SettingsPage.withTables(Files.readString(PAGE));
    if (Boolean.getBoolean("settings.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readAllLines(PAGE)).containsExactlyElementsOf(expected.lines().toList());
  }

  @Test
  void eachSettingIsInOneTable() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `moontrace."))
            .map(line -> line.split("`", 3)[1])
            .toList();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Setting.values()).map(Setting::key).toList());
  }
}
