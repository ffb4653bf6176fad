package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates every shipped configuration with the real collector. */
final class CollectorConfigIT {

  /** The files for the collector end in {@code .yaml}; those for other programs do not. */
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

  @Test
  void theAdditionOfTheDocsIsValidWithTheShippedConfiguration(@TempDir Path folder)
      throws IOException {
    String page = Files.readString(Repository.file("docs/jaeger.md"), UTF_8);
    Path addition = folder.resolve("prometheus.yaml");
    int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
    Files.writeString(addition, page.substring(begin, page.indexOf("```", begin)), UTF_8);

    validate(Repository.file("collector-config/collector.yaml"), addition);
  }

  /** Validates one file, or several that are merged. */
  private static void validate(Path... configs) {
    Containers.requireDocker();
    List<String> command = new ArrayList<>(List.of("docker", "run", "--rm"));
    List<String> arguments = new ArrayList<>(List.of("validate"));
    for (Path config : configs) {
      String inside = "/config" + arguments.size() + ".yaml";
      command.addAll(List.of("-v", config + ":" + inside + ":ro"));
      arguments.addAll(List.of("--config", inside));
    }
    command.add(Images.COLLECTOR.asCanonicalNameString());
    command.addAll(arguments);
    Command.run(new ProcessBuilder(command), Duration.ofMinutes(3));
  }
}
