package io.moontrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportHealthTest {
  private final Logger logger = Logger.getLogger(ExportHealth.class.getName());
  private final List<LogRecord> logged = new ArrayList<>();
  private final Handler handler = new Recording();
  private final ExportHealth health = new ExportHealth("spans");

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void removeHandler() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void anOutageIsLoggedOnceAndItsEndOnce() {
    health.watch(CompletableResultCode.ofSuccess(), 1);
    for (int i = 0; i < 100; i++) {
      health.watch(
          CompletableResultCode.ofExceptionalFailure(
              new IllegalStateException("export failed", new ConnectException("refused"))),
          7);
    }
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0).getThrown()).isNull();
    assertThat(logged.get(0).getParameters())
        .containsExactly("spans", "export failed (java.net.ConnectException: refused)");

    health.watch(CompletableResultCode.ofSuccess(), 1);
    health.watch(CompletableResultCode.ofSuccess(), 1);
    assertThat(logged).hasSize(2);
    assertThat(logged.get(1).getParameters()).containsExactly("spans", "700");
  }

  @Test
  void aFailureWithoutAReason() {
    health.watch(CompletableResultCode.ofFailure(), 1);
    assertThat(logged.get(0).getParameters()).containsExactly("spans", "no reason given");
  }

  private final class Recording extends Handler {
    @Override
    public void publish(LogRecord line) {
      logged.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
