package io.moontrace.error;

/** The version of Moontrace, which the build fills in: no file is read at the start. */
public final class Version {
  private static final String VERSION = "${project.version}";

  /** For example {@code 0.1.0}. */
  public static String get() {
    return VERSION;
  }

  private Version() {}
}
