package io.moontrace.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders of this machine that a collector mounts.
 *
 * @param logs where programs write errors files
 * @param storage where the collector keeps its queues
 * @param traces where a Jaeger may keep what it has
 */
record Folders(Path root, Path logs, Path storage, Path traces) implements AutoCloseable {

  static Folders create() {
    try {
      Path root = Files.createTempDirectory(Repository.file("e2e/target"), "folders");
      return new Folders(
          root,
          Files.createDirectory(root.resolve("logs")),
          Files.createDirectory(root.resolve("storage")),
          Files.createDirectory(root.resolve("traces")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who made them, in the form {@code uid:gid}. */
  String owner() {
    try {
      return Files.getAttribute(root, "unix:uid") + ":" + Files.getAttribute(root, "unix:gid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes them with all that is in them. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
