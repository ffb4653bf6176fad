package io.moontrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCommandTest {
  private static final Path REPORT = Path.of("/tmp/r");

  @TempDir private Path folder;

  @Test
  void theAgentStandsRightBehindJava() {
    Path jar = Path.of("/opt/moontrace-agent.jar");
    assertThat(new AgentCommand(jar, List.of("java", "-jar", "app.jar", "x")).words(REPORT, true))
        .containsExactly(
            "java",
            "-javaagent:/opt/moontrace-agent.jar",
            "-Dio.moontrace.doctor.report=/tmp/r",
            "-Dio.moontrace.doctor.test-error=true",
            "-jar",
            "app.jar",
            "x");
  }

  @Test
  void anOpenTelemetryAgentThatIsThereAlreadyIsEnough() throws IOException {
    Path stock = jar("io.opentelemetry.javaagent.OpenTelemetryAgent");
    String option = "-javaagent:" + stock + "=options";
    assertThat(
            new AgentCommand(Path.of("a.jar"), List.of("java", option, "M")).words(REPORT, false))
        .containsExactly("java", "-Dio.moontrace.doctor.report=/tmp/r", option, "M");
  }

  @Test
  void anotherAgentIsNot() throws IOException {
    String option = "-javaagent:" + jar("com.acme.Agent");
    assertThat(
            new AgentCommand(Path.of("a.jar"), List.of("java", option, "M")).words(REPORT, false))
        .contains("-javaagent:" + Path.of("a.jar").toAbsolutePath(), option);
  }

  private Path jar(String premain) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", premain);
    Path jar = folder.resolve(premain + ".jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }
}
