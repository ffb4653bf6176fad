package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.MixedError;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
