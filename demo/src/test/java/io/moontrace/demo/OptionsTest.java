package io.moontrace.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void defaults() {
    assertThat(parse(Map.of()))
        .usingRecursiveComparison()
        .isEqualTo(new Options("127.0.0.1", 8080, Path.of("scripts"), false));
  }

  @Test
  void argumentsOverrideTheEnvironment() {
    Map<String, String> environment =
        Map.of("DEMO_HOST", "0.0.0.0", "PORT", "9", "DEMO_SCRIPTS", "x");

    assertThat(parse(environment, "--host", "::1", "--port", "0", "--scripts", "scripts"))
        .usingRecursiveComparison()
        .isEqualTo(new Options("::1", 0, Path.of("scripts"), false));
  }

  @Test
  void environmentOverridesTheDefaults() {
    assertThat(parse(Map.of("DEMO_HOST", "0.0.0.0", "PORT", "9")))
        .usingRecursiveComparison()
        .isEqualTo(new Options("0.0.0.0", 9, Path.of("scripts"), false));
  }

  @ParameterizedTest
  @CsvSource({
    "--port, '--port needs a value'",
    "--port x, 'port must be a number from 0 to 65535, not x'",
    "--port 65536, 'port must be a number from 0 to 65535, not 65536'",
    "--scripts src, 'no orders.lua in folder src'",
    "--verbose, 'unknown option --verbose'",
  })
  void invalidOptionsAreReported(String arguments, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(Map.of(), arguments.split(" ", -1)))
        .withMessage(message);
  }

  private static Options parse(Map<String, String> environment, String... args) {
    return Options.parse(args, environment);
  }
}
