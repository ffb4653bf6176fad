package io.moontrace.export;

import io.moontrace.error.PrintableText;
import io.moontrace.error.Redaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A file of JSON lines, or standard output. */
final class FileDestination implements Destination {
  private static final String STDOUT = "-";
  private static final int MAX_TARGET = 300;

  private final String name;
  private final Supplier<@Nullable String> path;
  private final LongSupplier accepted;
  private final Supplier<@Nullable String> problem;
  private final String setting;

  /**
   * @param path null while nobody knows
   * @param problem why it is not written; null while it is
   * @param setting that names the file
   */
  FileDestination(
      String name,
      Supplier<@Nullable String> path,
      LongSupplier accepted,
      Supplier<@Nullable String> problem,
      String setting) {
    this.name = name;
    this.path = path;
    this.accepted = accepted;
    this.problem = problem;
    this.setting = setting;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String target() {
    String file = path.get();
    if (file == null) {
      return "beside the application's log file";
    }
    return file.equals(STDOUT)
        ? "standard output"
        : PrintableText.oneLine(
            Redaction.text(Paths.get(file).toAbsolutePath().toString()), MAX_TARGET);
  }

  @Override
  public long accepted() {
    return accepted.getAsLong();
  }

  @Override
  public @Nullable String problem() {
    return problem.get();
  }

  @Override
  public @Nullable String check() {
    String known = problem();
    String file = path.get();
    if (known != null || file == null || file.equals(STDOUT)) {
      return known;
    }
    try {
      return check(Paths.get(file));
    } catch (RuntimeException e) { // a path that is none
      return e.toString();
    }
  }

  private @Nullable String check(Path file) {
    if (Files.exists(file)) {
      return Files.isWritable(file) ? null : "this user may not write it";
    }
    return accepted() > 0
        ? "it was moved or deleted while the program writes to it"
        : parent(file.toAbsolutePath().getParent());
  }

  private static @Nullable String parent(@Nullable Path folder) {
    if (folder == null || !Files.exists(folder)) {
      return null; // it is made with the first line
    }
    return Files.isWritable(folder) ? null : "this user may not write its folder";
  }

  @Override
  public String healthy() {
    return "can be written";
  }

  @Override
  public String advice() {
    return "Let " + setting + " name a file that the user of the program may write.";
  }
}
