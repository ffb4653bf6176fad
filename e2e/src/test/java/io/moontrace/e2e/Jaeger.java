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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** Queries the Jaeger at an address. */
record Jaeger(URI address) {
  private static final Duration ARRIVAL = Duration.ofSeconds(45);
  private static final Duration POLL = Duration.ofMillis(300);
  private static final int LIMIT = 100;
  private static final int BATCH = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Waits until the request with the given query is in exactly one complete trace.
   *
   * @param tree the form of {@link Trace#tree()}
   */
  Trace await(String service, String query, String tree) {
    List<Trace> found = new ArrayList<>();
    Awaitility.await()
        .atMost(ARRIVAL)
        .pollInterval(POLL)
        .untilAsserted(
            () -> {
              found.clear();
              found.addAll(traces(service, "url.query", query));
              assertThat(found).extracting(Trace::tree).containsExactly(tree);
            });
    return found.get(0);
  }

  /**
   * All traces of a service in which a span has the attribute. They are searched with the API of
   * the UI, because version 3 of the API ignores attributes in Jaeger 2.13, and read with version
   * 3.
   */
  private List<Trace> traces(String service, String attribute, String value) {
    String tags = JSON.valueToTree(Map.of(attribute, value)).toString();
    JsonNode found =
        get(
            "/api/traces?limit=%d&service=%s&tags=%s"
                .formatted(LIMIT, encode(service), encode(tags)));
    List<Trace> traces = new ArrayList<>();
    for (JsonNode trace : found.path("data")) {
      traces.add(Trace.parse(get("/api/v3/traces/" + trace.path("traceID").asText())));
    }
    return traces;
  }

  /** The span ids of the traces of a service by trace id, for at most {@code limit} traces. */
  Map<String, Set<String>> spans(String service, int limit) {
    return spans(get("/api/traces?limit=%d&service=%s".formatted(limit, encode(service))));
  }

  /** The same for the traces with these ids. Fails if Jaeger has none of the traces of a batch. */
  Map<String, Set<String>> spans(Collection<String> traces) {
    List<String> ids = List.copyOf(traces);
    Map<String, Set<String>> spans = new HashMap<>();
    for (int i = 0; i < ids.size(); i += BATCH) {
      List<String> some = ids.subList(i, Math.min(i + BATCH, ids.size()));
      spans.putAll(spans(get("/api/traces?traceID=" + String.join("&traceID=", some))));
    }
    return spans;
  }

  private static Map<String, Set<String>> spans(JsonNode found) {
    Map<String, Set<String>> spans = new HashMap<>();
    for (JsonNode trace : found.path("data")) {
      Set<String> ids = new HashSet<>();
      trace.path("spans").forEach(span -> ids.add(span.path("spanID").asText()));
      spans.put(trace.path("traceID").asText(), ids);
    }
    return spans;
  }

  private JsonNode get(String path) {
    HttpResponse<String> response = Http.get(address.resolve(path));
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

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
