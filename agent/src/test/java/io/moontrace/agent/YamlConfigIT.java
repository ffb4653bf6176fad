package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.AnyLuaj;
import io.moontrace.agent.program.MixedError;
import io.moontrace.error.ErrorLines;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent under declarative configuration, which has no {@code otel.*} settings. */
class YamlConfigIT {
  private static final String EXPORT =
      """
      file_format: "1.1"
      tracer_provider:
        processors:
          - simple:
              exporter:
                console:
      """;

  @TempDir private Path folder;

  @Test
  void doctorTriesTheExportersInYaml() throws IOException, InterruptedException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Path config = folder.resolve("otlp.yaml");
      Files.writeString(
          config,
          """
          file_format: "1.1"
          tracer_provider:
            processors:
              - batch:
                  exporter:
                    otlp_http:
                      endpoint: %s/v1/traces
          """
              .formatted(receiver.endpoint()));
      List<String> java =
          List.of(
              Path.of(System.getProperty("java.home"), "bin/java").toString(),
              "-Dotel.config.file=" + config,
              "-cp",
              ForkedJvm.testClasses() + File.pathSeparator + ForkedJvm.LUAJ,
              AnyLuaj.class.getName());
      Outcome doctor = Doctor.starting(java, "--send-test-error").run();
      assertThat(Doctor.checks(doctor)).allMatch(check -> check.startsWith("ok "));
      assertThat(Doctor.checks(doctor))
          .anyMatch(check -> check.startsWith("ok traces: " + receiver.endpoint()));
      assertThat(doctor.exitCode()).isZero();
      assertThat(receiver.pathsOf(Doctor.json(doctor).at("/agent/testError/errorId").asText()))
          .containsExactly("/v1/traces");
    }
  }

  @Test
  void errorsFileInYaml() throws IOException, InterruptedException {
    Path file = folder.resolve("yaml/errors.json");
    String yaml =
        EXPORT
            + """
            instrumentation/development:
              java:
                moontrace:
                  errors:
                    file: %s
                    max_size: 1MB
                    max_files: 3
                  source:
                    lines: 1
                    map: "scripts/=lua/, scripts/=https://git.example.org/"
            """
                .formatted(file);
    assertTraced(run(yaml), file);
    JsonNode last = ErrorLines.read(file).get(1).at("/error/frames/0");
    assertThat(last.get("file").asText()).isEqualTo("lua/last.lua");
    assertThat(last.get("url").asText()).isEqualTo("https://git.example.org/last.lua#L2");
    assertThat(last.get("source")).hasSize(2);
  }

  @Test
  void errorsFileAsSystemProperty() throws IOException, InterruptedException {
    Path file = folder.resolve("errors.json");
    Path config = Files.writeString(folder.resolve("otel.yaml"), EXPORT);
    Outcome with =
        program().agent().env("OTEL_CONFIG_FILE", config).flag("moontrace.errors.file", file).run();
    assertTraced(with, file);
  }

  private Outcome run(String yaml) throws IOException, InterruptedException {
    Path config = Files.writeString(folder.resolve("otel.yaml"), yaml);
    return program().agent().flag("otel.config.file", config).run();
  }

  private static void assertTraced(Outcome with, Path file)
      throws IOException, InterruptedException {
    assertThat(with.stdout()).isEqualTo(program().run().stdout());
    assertThat(with.exitCode()).isEqualTo(1);
    assertThat(with.agentLog()).hasSize(2).allMatch(line -> line.contains("LoggingSpanExporter"));
    assertThat(with.spans())
        .extracting(Outcome.ConsoleSpan::name)
        .containsExactly("lua scripts/orders.lua", "lua scripts/last.lua");
    assertThat(ErrorLines.read(file))
        .extracting(line -> line.at("/trace_id").asText())
        .containsExactlyElementsOf(
            with.spans().stream().map(Outcome.ConsoleSpan::traceId).toList());
  }

  private static ForkedJvm program() {
    return ForkedJvm.of(MixedError.class).with(ForkedJvm.LUAJ);
  }
}
