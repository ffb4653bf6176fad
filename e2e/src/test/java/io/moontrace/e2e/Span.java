package io.moontrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A span as returned by Jaeger.
 *
 * @param parent empty for a root
 * @param scope the name of the instrumentation scope
 * @param error whether its status is ERROR
 */
record Span(
    String traceId,
    String id,
    String parent,
    String name,
    Kind kind,
    String scope,
    boolean error,
    Map<String, String> attributes,
    List<Event> events) {

  /** In the order of OTLP's numbers. */
  enum Kind {
    UNSPECIFIED,
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }

  /** A span event. */
  record Event(String name, Map<String, String> attributes) {
    String attribute(String key) {
      return attributes.getOrDefault(key, "");
    }
  }

  private static final int STATUS_ERROR = 2;

  /** Parses one span in OTLP's JSON form. */
  static Span parse(String scope, JsonNode json) {
    List<Event> events = new ArrayList<>();
    for (JsonNode event : json.path("events")) {
      events.add(new Event(event.path("name").asText(), attributes(event)));
    }
    return new Span(
        json.path("traceId").asText(),
        json.path("spanId").asText(),
        json.path("parentSpanId").asText(),
        json.path("name").asText(),
        Kind.values()[json.path("kind").asInt()],
        scope,
        json.path("status").path("code").asInt() == STATUS_ERROR,
        attributes(json),
        events);
  }

  /** Values of any type as text. */
  private static Map<String, String> attributes(JsonNode owner) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (JsonNode attribute : owner.path("attributes")) {
      JsonNode typed = attribute.path("value");
      String value = typed.isEmpty() ? "" : typed.iterator().next().asText();
      attributes.put(attribute.path("key").asText(), value);
    }
    return attributes;
  }
}
