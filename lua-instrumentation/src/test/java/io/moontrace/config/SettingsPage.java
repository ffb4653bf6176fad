package io.moontrace.config;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code docs/settings.md}: prose with tables between two marks, of which the first names the
 * prefixes of the settings in the table.
 */
final class SettingsPage {
  private static final Pattern TABLE =
      Pattern.compile("(<!-- settings: ([^>]*) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

  /** The page with its tables as {@link Setting} has them. */
  static String withTables(String page) {
    return TABLE
        .matcher(page)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) + table(found.group(2).split(" ")) + found.group(3)));
  }

  private static String table(String[] prefixes) {
    return "| setting | value | default | meaning |\n|---|---|---|---|\n"
        + Arrays.stream(Setting.values())
            .filter(setting -> Arrays.stream(prefixes).anyMatch(setting.key()::startsWith))
            .map(SettingsPage::row)
            .collect(Collectors.joining());
  }

  private static String row(Setting setting) {
    String byDefault = setting.defaultValue();
    return "| `%s` | %s | %s | %s |%n"
        .formatted(
            setting.key(),
            setting.type().accepted(),
            byDefault.isEmpty() ? "" : '`' + byDefault + '`',
            setting.meaning());
  }

  private SettingsPage() {}
}
