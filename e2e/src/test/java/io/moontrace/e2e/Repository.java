package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Access to files of the checkout. */
final class Repository {
  private Repository() {}

  static Path root() {
    return Path.of(System.getProperty("moontrace.root", "..")).toAbsolutePath().normalize();
  }

  /** A file or folder that must exist; {@code path} is relative to the root. */
  static Path file(String path) {
    Path file = root().resolve(path);
    if (!Files.exists(file)) {
      throw new IllegalStateException(path + " is missing: run `mvn verify` first");
    }
    return file;
  }

  /** The number of the only line that equals {@code text}, ignoring indentation. */
  static int lineOf(String path, String text) {
    List<String> lines = lines(file(path));
    int[] found =
        IntStream.range(0, lines.size()).filter(i -> lines.get(i).strip().equals(text)).toArray();
    if (found.length != 1) {
      throw new IllegalStateException(path + " has " + found.length + " lines '" + text + "'");
    }
    return found[0] + 1;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
