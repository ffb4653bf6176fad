package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code docker compose up} of a fresh checkout. */
final class ComposeIT {
  private static final String SERVICE = "order-service";

  @Test
  void theTraceOfARequestIsFoundInTheComposedJaeger() {
    try (Compose compose = Compose.up()) {
      String query = "customer=compose&sku=tea&quantity=2";
      assertThat(new Orders(compose.address("demo", 8080)).send(query)).isEqualTo(200);

      new Jaeger(compose.address("jaeger", 16686)).await(SERVICE, query, Trees.GOOD_ORDER);
    }
  }
}
