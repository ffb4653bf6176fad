package io.moontrace.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Whether the agent's jar is whole: every entry is read, and its checksum compared. */
final class JarCheck {
  private static final String NAME = "jar";

  /** Without these there is a jar and no Moontrace. */
  private static final Set<String> NEEDED =
      Set.of(
          "inst/io/moontrace/boundary/LuajInstrumentationModule.classdata",
          "io/moontrace/bootstrap/LuaBoundary.class",
          "io/opentelemetry/javaagent/OpenTelemetryAgent.class");

  static Check of(Path jar) {
    Set<String> missing = new HashSet<>(NEEDED);
    try (ZipInputStream zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        zip.transferTo(OutputStream.nullOutputStream());
        missing.remove(entry.getName());
      }
    } catch (IOException e) {
      return damaged(jar, String.valueOf(e.getMessage()));
    }
    return missing.isEmpty()
        ? Check.ok(NAME, jar + " is whole")
        : damaged(jar, String.join(", ", missing) + " is not in it");
  }

  private static Check damaged(Path jar, String how) {
    return Check.failed(NAME, jar + " is damaged: " + how, "Replace it by a fresh copy.");
  }

  private JarCheck() {}
}
