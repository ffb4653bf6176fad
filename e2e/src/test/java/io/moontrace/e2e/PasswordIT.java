package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An Elasticsearch behind an nginx that requires a password. */
final class PasswordIT {
  private static final String RIGHT = "s3cret \"with\" \\signs";

  /** Long enough for several retries of the collector. */
  private static final Duration REJECTED = Duration.ofSeconds(5);

  private static Containers containers;
  private static Proxy proxy;

  @BeforeAll
  static void start() {
    containers =
        Containers.startWithElasticsearch(
            Map.of(
                "ELASTICSEARCH_ENDPOINT",
                "http://" + Proxy.ALIAS + ":9200",
                "ELASTIC_USERNAME",
                Proxy.USER,
                "ELASTIC_PASSWORD",
                "old"));
    proxy = Proxy.start(containers.network(), RIGHT);
  }

  @AfterAll
  static void stop() {
    if (proxy != null) {
      proxy.close();
    }
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void linesWaitUntilThePasswordIsRight() throws InterruptedException {
    List<ErrorLine> lines = ErrorLine.of("password", 20);
    ErrorLine.append(containers.logs().resolve("password.json"), lines);
    Thread.sleep(REJECTED.toMillis());
    assertThat(containers.elasticsearch().find("message:password")).isEmpty();

    proxy.password("old");
    List<JsonNode> stored = containers.elasticsearch().await("message:password", lines.size());
    proxy.password(RIGHT);

    assertThat(stored)
        .extracting(document -> document.at("/event/id").asText())
        .containsExactlyInAnyOrderElementsOf(lines.stream().map(ErrorLine::id).toList());
  }

  @Test
  void checkReportsAWrongPassword() {
    Map<String, String> settings =
        Map.of(
            "ELASTICSEARCH_URL", proxy.address().toString(),
            "ELASTIC_PASSWORD", "wrong",
            "CHECK_SECONDS", "1");

    assertThatThrownBy(() -> Check.run(settings, "4bf92f3577b34da6a3ce929d0e0e4736"))
        .hasMessageContaining("FAILED  Elasticsearch")
        .hasMessageContaining("does not take the password of user 'elastic' (401)");
  }

  @Test
  void setupReportsAWrongPassword() {
    Elasticsearch elasticsearch = new Elasticsearch(proxy.address());

    assertThatThrownBy(() -> elasticsearch.setUp(Map.of("ELASTIC_PASSWORD", "wrong")))
        .hasMessageContaining("ended with 1")
        .hasMessageContaining("does not take the password of user 'elastic' (401)");
  }

  @Test
  void setupAcceptsAPasswordWithSpecialCharacters() {
    Elasticsearch elasticsearch = new Elasticsearch(proxy.address());

    assertThat(elasticsearch.setUp(Map.of("ELASTIC_PASSWORD", RIGHT))).contains("is in place");
  }
}
