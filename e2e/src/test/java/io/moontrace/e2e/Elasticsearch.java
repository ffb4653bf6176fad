package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Queries the Elasticsearch at an address. */
record Elasticsearch(URI address) {
  static final String INDEX = "logs-moontrace-default";

  private static final Duration ARRIVAL = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(300);
  private static final Duration SET_UP = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs the shipped setup and returns its output. */
  String setUp(String... arguments) {
    return setUp(Map.of(), arguments);
  }

  /** The same with environment variables. */
  String setUp(Map<String, String> settings, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Repository.file("collector-config/elasticsearch/setup").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("ELASTIC"));
    builder.environment().put("ELASTICSEARCH_ENDPOINT", address.toString());
    builder.environment().putAll(settings);
    return Command.run(builder, SET_UP);
  }

  /**
   * Waits until the query finds the given number of documents.
   *
   * @param query in Lucene's syntax, such as {@code trace_id:0af7}
   */
  List<JsonNode> await(String query, int count) {
    List<JsonNode> found = new ArrayList<>();
    Awaitility.await()
        .atMost(ARRIVAL)
        .pollInterval(POLL)
        .untilAsserted(
            () -> {
              found.clear();
              found.addAll(find(query));
              assertThat(found).as(query).hasSize(count);
            });
    return found;
  }

  /** Waits until the query finds something. */
  void awaitSome(String query) {
    Awaitility.await(query).atMost(ARRIVAL).pollInterval(POLL).until(() -> !find(query).isEmpty());
  }

  /** The documents that the query finds now, at most 1,000; empty if there is no index yet. */
  List<JsonNode> find(String query) {
    send("POST", "/" + INDEX + "/_refresh?ignore_unavailable=true", "");
    JsonNode answer =
        get(
            "/%s/_search?ignore_unavailable=true&size=1000&q=%s"
                .formatted(INDEX, URLEncoder.encode(query, UTF_8)));
    List<JsonNode> found = new ArrayList<>();
    answer.path("hits").path("hits").forEach(hit -> found.add(hit.path("_source")));
    return found;
  }

  /** The ids of all documents of the index, at most 10,000. */
  List<String> ids() {
    send("POST", "/" + INDEX + "/_refresh", "");
    List<String> ids = new ArrayList<>();
    get("/" + INDEX + "/_search?size=10000&_source=false")
        .path("hits")
        .path("hits")
        .forEach(hit -> ids.add(hit.path("_id").asText()));
    return ids;
  }

  /** The number of documents in the index. */
  long count() {
    send("POST", "/" + INDEX + "/_refresh?ignore_unavailable=true", "");
    return get("/" + INDEX + "/_count?ignore_unavailable=true").path("count").asLong();
  }

  /**
   * Makes the index reject or accept documents; Elasticsearch itself rejects them when the disk is
   * nearly full.
   */
  void blockWrites(boolean block) {
    send("PUT", "/" + INDEX + "/_settings", "{\"index.blocks.write\":" + block + "}");
  }

  /** The response to a GET; its status must be 200. */
  JsonNode get(String path) {
    return send("GET", path, "");
  }

  /**
   * The response to a request with a JSON body, or without one if it is empty; its status must be
   * 200.
   */
  JsonNode send(String method, String path, String body) {
    HttpResponse<String> response = Http.send(method, address.resolve(path), body);
    if (response.statusCode() != 200) {
      throw new AssertionError(
          path + " answered " + response.statusCode() + ": " + response.body());
    }
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
