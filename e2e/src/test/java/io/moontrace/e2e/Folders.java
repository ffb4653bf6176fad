package io.moontrace.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders of the host that containers mount.
 *
 * @param logs for the errors files of programs
 * @param storage for the queues of the collector
 * @param traces for the storage of a Jaeger
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

  /** Their owner in the form {@code uid:gid}. */
  String owner() {
    try {
      return Files.getAttribute(root, "unix:uid") + ":" + Files.getAttribute(root, "unix:gid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes them with their contents. */
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
