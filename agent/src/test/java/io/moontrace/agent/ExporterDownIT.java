package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.agent.program.Exporting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The OTLP endpoint is down. */
class ExporterDownIT {

  @Test
  void theProgramIsNotAffectedAndTheAgentLogsOnce() throws IOException, InterruptedException {
    ForkedJvm jvm =
        program()
            .agent()
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + freePort())
            .flag("otel.exporter.otlp.timeout", 500)
            .flag("otel.java.exporter.otlp.retry.disabled", true)
            .flag("otel.metric.export.interval", 200)
            .flag("otel.bsp.schedule.delay", 50)
            .flag("otel.bsp.max.export.batch.size", 5)
            .flag("otel.blrp.schedule.delay", 50)
            .flag("otel.blrp.max.export.batch.size", 5);
    for (String signal : List.of("traces", "metrics", "logs")) {
      jvm.flag("otel." + signal + ".exporter", "otlp");
    }
    Outcome with = jvm.run();
    Outcome without = program().run();
    assertThat(with.stdout()).isEqualTo(without.stdout());
    assertThat(with.exitCode()).isEqualTo(without.exitCode()).isZero();
    assertThat(with.stderr()).doesNotContain("\tat ");
    assertThat(with.programStderr().lines()).hasSameSizeAs(with.agentLog());
    assertThat(with.agentLog()).allMatch(line -> line.contains(" WARN ")).doesNotHaveDuplicates();
    for (String signal : List.of("spans", "metrics", "log records")) {
      assertThat(with.agentLog())
          .filteredOn(line -> line.contains("Cannot export " + signal))
          .hasSize(1);
    }
    assertThat(with.agentLog()).hasSize(3);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ForkedJvm program() {
    return ForkedJvm.of(Exporting.class).with(ForkedJvm.LUAJ);
  }
}
