package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What cannot run for want of a JDK is no failure, unless {@code
 * -Dmoontrace.test.require-jdks=11,25} says so; the build prints it as its last words.
 */
class RequiredJdksIT {
  private static final Path NOTICE = Path.of(System.getProperty("moontrace.test.notice"));

  private final Jdks jdks = Jdks.ofThisMachine();

  @Test
  void allRequiredAreThere() {
    List<Integer> required =
        Stream.of(System.getProperty("moontrace.test.require-jdks", "").split(","))
            .filter(version -> !version.isBlank())
            .map(version -> Integer.valueOf(version.strip()))
            .toList();
    assertThat(jdks.present(required))
        .as("JDKs that -Dmoontrace.test.require-jdks asks for; JAVA25_HOME says where 25 is")
        .isEqualTo(required);
  }

  @Test
  void theEndOfTheBuildSaysWhatDidNotRun() throws IOException {
    List<Integer> goldens = missing(Jdks.OF_MATRIX);
    Files.deleteIfExists(NOTICE);
    if (!goldens.isEmpty()) {
      Files.writeString(NOTICE, notice(goldens, missing(Jdks.WITH_VIRTUAL_THREADS)));
    }
    assertThat(Files.exists(NOTICE)).isEqualTo(!goldens.isEmpty());
  }

  private List<Integer> missing(List<Integer> versions) {
    List<Integer> present = jdks.present(versions);
    return versions.stream().filter(version -> !present.contains(version)).toList();
  }

  private static String notice(List<Integer> goldens, List<Integer> virtualThreads) {
    String notice = "Not run, because no such JDK was found: goldens on JDK " + list(goldens);
    if (!virtualThreads.isEmpty()) {
      notice += "; virtual threads on JDK " + list(virtualThreads);
    }
    return notice
        + ". "
        + goldens.stream().map(v -> "JAVA" + v + "_HOME").collect(Collectors.joining(", "))
        + " can say where they are.";
  }

  private static String list(List<Integer> versions) {
    return versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
