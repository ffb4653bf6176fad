package io.moontrace.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes temporary folders whose names are letters. JUnit's own are named by up to 19 digits, and
 * one in ten such numbers is redacted as a card number where a test expects its path.
 */
public final class NamedTempDirs implements TempDirFactory {
  private static final int LETTERS = 16;

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    StringBuilder name = new StringBuilder("junit-");
    ThreadLocalRandom.current().ints(LETTERS, 'a', 'z' + 1).forEach(name::appendCodePoint);
    return Files.createDirectory(Path.of(System.getProperty("java.io.tmpdir"), name.toString()));
  }
}
