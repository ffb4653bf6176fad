package io.moontrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Java runtimes that tests run programs on, by feature version. That of the tests is known; the
 * others are where {@code -Dmoontrace.test.jdk25} or {@code JAVA25_HOME} says, else in one of the
 * usual folders, and may be missing: {@link RequiredJdksIT} reports that.
 */
final class Jdks {
  static final List<Integer> OF_MATRIX = List.of(11, 17, 21, 25);
  static final List<Integer> WITH_VIRTUAL_THREADS = List.of(21, 25);

  /** Where package managers and people put them; {@code ~} is the home folder. */
  private static final List<String> USUAL_FOLDERS =
      List.of(
          "/usr/lib/jvm",
          "/usr/java",
          "/opt/java",
          "~/.sdkman/candidates/java",
          "~/.jdks",
          "~/.asdf/installs/java",
          "~/.local/share/mise/installs/java",
          "~/.cache/moontrace-jres",
          "/Library/Java/JavaVirtualMachines",
          "~/Library/Java/JavaVirtualMachines",
          "C:/Program Files/Java",
          "C:/Program Files/Eclipse Adoptium");

  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)");

  private final UnaryOperator<String> properties;
  private final UnaryOperator<String> environment;
  private final List<Path> folders;

  Jdks(UnaryOperator<String> properties, UnaryOperator<String> environment, List<Path> folders) {
    this.properties = properties;
    this.environment = environment;
    this.folders = folders;
  }

  static Jdks ofThisMachine() {
    String home = System.getProperty("user.home");
    return new Jdks(
        System::getProperty,
        System::getenv,
        USUAL_FOLDERS.stream().map(folder -> Path.of(folder.replaceFirst("^~", home))).toList());
  }

  /** Of these versions, those that are there. */
  List<Integer> present(List<Integer> versions) {
    return versions.stream().filter(version -> find(version).isPresent()).toList();
  }

  /**
   * The home folder of a version.
   *
   * @throws AssertionError when a setting names a folder that holds another version or none
   */
  Optional<Path> find(int version) {
    if (version == Runtime.version().feature()) {
      return Optional.of(Path.of(System.getProperty("java.home")));
    }
    Optional<Path> named = named(version);
    return named.isPresent() ? named : homes().filter(home -> holds(home, version)).findFirst();
  }

  private Optional<Path> named(int version) {
    String property = "moontrace.test.jdk" + version;
    String variable = "JAVA" + version + "_HOME";
    String home = properties.apply(property);
    home = home == null ? environment.apply(variable) : home;
    if (home == null || home.isEmpty()) {
      return Optional.empty();
    }
    if (!holds(Path.of(home), version)) {
      throw new AssertionError(
          "no Java " + version + " in " + home + ", named by -D" + property + " or " + variable);
    }
    return Optional.of(Path.of(home));
  }

  private Stream<Path> homes() {
    return folders.stream()
        .flatMap(folder -> entries(folder).stream())
        .flatMap(entry -> Stream.of(entry, entry.resolve("Contents/Home")));
  }

  private static List<Path> entries(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      return List.of(); // most machines have few of the usual folders
    }
    entries.sort(null);
    return entries;
  }

  private static boolean holds(Path home, int version) {
    Path java = home.resolve("bin/java");
    if (!Files.isExecutable(java) && !Files.isExecutable(home.resolve("bin/java.exe"))) {
      return false;
    }
    try {
      Matcher release = VERSION.matcher(Files.readString(home.resolve("release"), UTF_8));
      return release.find() && Integer.parseInt(release.group(1)) == version;
    } catch (IOException e) {
      return false;
    }
  }
}
