package io.moontrace.error;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of Moontrace, as the build wrote it down. */
public final class Version {
  private static final String UNKNOWN = "unknown";

  /** Such as {@code 0.1.0}. */
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
