package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The collector stops and restarts while the program runs. */
final class OutageIT {
  private static final String SERVICE = "order-service";
  private static final String WARNING = "Cannot export spans";

  /** Includes several retries with increasing pauses. */
  private static final Duration EXPORT_GIVES_UP = Duration.ofSeconds(60);

  @Test
  void theProgramIsNotAffected() {
    try (Containers containers = Containers.start();
        DemoProcess demo = DemoProcess.start(containers.otlp(), SERVICE)) {
      containers.stopCollector();
      order(demo, "down");
      await().atMost(EXPORT_GIVES_UP).until(() -> demo.printed(WARNING) > 0);
      order(demo, "still-down");

      containers.restartCollector();
      String query = order(demo, "up-again");
      containers.jaeger().await(SERVICE, query, Trees.GOOD_ORDER);

      assertThat(demo.printed(WARNING)).isEqualTo(1);
      assertThat(demo.output())
          .as("stack traces of exporters")
          .noneMatch(line -> line.startsWith("\tat "));
    }
  }

  private static String order(DemoProcess demo, String customer) {
    String query = "customer=" + customer + "&sku=tea&quantity=1";
    assertThat(demo.orders().send(query)).isEqualTo(200);
    return query;
  }
}
