package io.moontrace.error;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of Moontrace, from a file that the build writes. */
public final class Version {
  private static final String UNKNOWN = "unknown";

  /** For example {@code 0.1.0}; {@code unknown} if the file is missing. */
  public static String get() {
    try (InputStream file = Version.class.getResourceAsStream("moontrace.properties")) {
      if (file == null) {
        return UNKNOWN;
      }
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version", UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private Version() {}
}
