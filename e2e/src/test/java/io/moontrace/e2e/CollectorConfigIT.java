package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real collector's own check of every configuration that is shipped. */
final class CollectorConfigIT {

  /** Files for the collector end in {@code .yaml}; what is for other programs does not. */
  static List<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(Repository.file("collector-config"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void isValid(Path config) {
    validate(config);
  }

  @Test
  void aMistypedKeyIsNotValid(@TempDir Path folder) throws IOException {
    String config = Files.readString(Repository.file("collector-config/collector.yaml"), UTF_8);
    Path mistyped = folder.resolve("collector.yaml");
    Files.writeString(mistyped, config.replace("flush_timeout:", "flush_timeuot:"), UTF_8);

    assertThatThrownBy(() -> validate(mistyped)).hasMessageContaining("flush_timeuot");
  }

  private static void validate(Path config) {
    Containers.requireDocker();
    String mount = config + ":/config.yaml:ro";
    String image = Images.COLLECTOR.asCanonicalNameString();
    Command.run(
        new ProcessBuilder(
            "docker", "run", "--rm", "-v", mount, image, "validate", "--config", "/config.yaml"),
        Duration.ofMinutes(3));
  }
}
