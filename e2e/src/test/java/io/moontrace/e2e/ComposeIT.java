package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
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
  @Order(2)
  void theTraceBeginsAtTheGateway() {
    String query = "customer=gateway&sku=tea&quantity=2";
    assertThat(new Orders(compose.address("gateway", 8000)).send(query)).isEqualTo(200);

    new Jaeger(compose.address("jaeger", 16686))
        .await("gateway", query, Trees.GOOD_ORDER_THROUGH_THE_GATEWAY);
  }

  /**
   * An error of the gateway's own Lua, and one of the service behind it, each in the trace of its
   * request.
   */
  @Test
  @Order(2)
  void errorsOfTheGatewayAreFoundBesideThoseOfTheService() {
    URI gateway = compose.address("gateway", 8000);
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String traceparent = "00-" + trace + "-00f067aa0ba902b7-01";
    assertThat(new Orders(gateway).send("customer=ada&sku=tea", "traceparent", traceparent))
        .isEqualTo(500);
    assertThat(
            new Orders(gateway)
                .send("customer=ada&sku=unicorn&quantity=1", "traceparent", traceparent))
        .isEqualTo(500);

    Elasticsearch elasticsearch = new Elasticsearch(compose.address("elasticsearch", 9200));
    elasticsearch.awaitSome(
        "trace_id:" + trace + " AND service.name:gateway AND error.type:LuaError");
    elasticsearch.awaitSome(
        "trace_id:" + trace + " AND service.name:" + SERVICE + " AND lang:java");
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
