package io.moontrace.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collection;
import java.util.Collections;
import java.util.Properties;

/**
 * The agent's configuration file of properties. The agent reads the values; it does not enumerate
 * the names, so these are read here.
 */
final class ConfigurationFile {
  private static final String SETTING = "otel.javaagent.configuration-file";

  /** Bytes; of a larger file no names are read. */
  private static final long MAX_SIZE = 1 << 20;

  /** All names in the file; none where there is no file, or none that can be read. */
  static Collection<String> names() {
    ConfiguredText path = ConfiguredText.of(SETTING);
    if (path == null || path.text().trim().isEmpty()) {
      return Collections.emptySet();
    }
    Properties properties = new Properties();
    try {
      Path file = Paths.get(path.text().trim());
      if (Files.isRegularFile(file) && Files.size(file) <= MAX_SIZE) {
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
          properties.load(reader);
        }
      }
    } catch (IOException | RuntimeException e) {
      // the agent has logged that it cannot read its file
    }
    return properties.stringPropertyNames();
  }

  private ConfigurationFile() {}
}
