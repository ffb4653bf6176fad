package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code docker compose up} in a fresh checkout, without Kibana and Beats. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ComposeIT {
  private static final String SERVICE = "order-service";

  private static Compose compose;

  @BeforeAll
  static void start() {
    compose = Compose.up();
  }

  @AfterAll
  static void stop() {
    if (compose != null) {
      compose.close();
    }
  }

  @Test
  @Order(1)
  void anErrorArrivesAtEveryHop() {
    assertThat(compose.check("jaeger"))
        .contains("ok      demo", "ok      errors file", "ok      collector")
        .contains("ok      Elasticsearch", "ok      Jaeger", "names the same error.id")
        .doesNotContain("FAILED");
  }

  @Test
  @Order(2)
  void theTraceOfARequestIsFoundInTheComposedJaeger() {
    String query = "customer=compose&sku=tea&quantity=2";
    assertThat(new Orders(compose.address("demo", 8080)).send(query)).isEqualTo(200);

    new Jaeger(compose.address("jaeger", 16686)).await(SERVICE, query, Trees.GOOD_ORDER);
  }

  @Test
  @Order(3)
  void theOrdersOfTheTrafficFailForTheirCustomers() {
    Elasticsearch elasticsearch = new Elasticsearch(compose.address("elasticsearch", 9200));

    elasticsearch.awaitSome("context.user_id:barbara AND lang:java");
    elasticsearch.awaitSome("context.user_id:linus AND lang:lua AND service.environment:demo");
  }

  @Test
  @Order(4)
  void tracesAreFoundInElasticsearchWithTheProfileStorage() {
    compose.up(Compose.STORAGE);

    assertThat(compose.check("jaeger-storage")).contains("ok      Jaeger");
  }

  @Test
  @Order(5)
  void aHopThatIsDownIsNamed() {
    compose.stop("jaeger-storage");

    assertThatThrownBy(() -> compose.check("jaeger"))
        .hasMessageContaining("ended with 1")
        .hasMessageContaining("ok      Elasticsearch")
        .hasMessageContaining("FAILED  Jaeger");
  }
}
