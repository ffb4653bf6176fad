package io.moontrace.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OTLP data of a program, from exporters that write JSON to its output. */
final class Otlp {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LOGGED = Pattern.compile("OtlpJsonLogging[A-Za-z]+ - (.*)");
  private static final JsonNodeFactory nodes = JsonNodeFactory.instance;

  private final List<JsonNode> requests = new ArrayList<>();

  /** Flags that make a program write spans to standard error and log records to standard output. */
  static ForkedJvm written(ForkedJvm program) {
    return program
        .flag("otel.traces.exporter", "logging-otlp")
        .flag("otel.logs.exporter", "experimental-otlp/stdout");
  }

  /** Parses the OTLP lines of {@link #written} or of the YAML exporter {@code otlp_file}. */
  static Otlp of(Outcome outcome) {
    Otlp otlp = new Otlp();
    outcome.stdout().lines().filter(line -> line.startsWith("{\"resource")).forEach(otlp::read);
    outcome.agentLog().stream()
        .map(LOGGED::matcher)
        .filter(Matcher::find)
        .forEach(line -> otlp.read(line.group(1)));
    return otlp;
  }

  private void read(String line) {
    try {
      requests.add(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  /** Log records of one scope, in the order they were sent; attributes as a plain object. */
  List<JsonNode> records(String scope) {
    return items("scopeLogs", scope, "logRecords");
  }

  /** Ended spans of all scopes, in the order they ended. */
  List<JsonNode> spans() {
    return items("scopeSpans", null, "spans");
  }

  /** The points of one metric of our scope, in the order they were sent. */
  List<JsonNode> points(String metric) {
    List<JsonNode> points = new ArrayList<>();
    for (JsonNode item : items("scopeMetrics", "io.moontrace", "metrics")) {
      if (item.get("name").asText().equals(metric)) {
        item.findPath("dataPoints").forEach(point -> points.add(plain(point.deepCopy())));
      }
    }
    return points;
  }

  private List<JsonNode> items(String scopes, String scope, String items) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode request : requests) {
      for (JsonNode part : request.findPath(scopes)) {
        if (scope == null || part.at("/scope/name").asText().equals(scope)) {
          part.at("/" + items).forEach(item -> found.add(plain(item.deepCopy())));
        }
      }
    }
    return found;
  }

  private static ObjectNode plain(ObjectNode item) {
    item.set("attributes", map(item.path("attributes")));
    for (JsonNode event : item.path("events")) {
      ((ObjectNode) event).set("attributes", map(event.path("attributes")));
    }
    return item;
  }

  private static ObjectNode map(JsonNode keyValues) {
    ObjectNode map = nodes.objectNode();
    keyValues.forEach(entry -> map.set(entry.get("key").asText(), value(entry.get("value"))));
    return map;
  }

  private static JsonNode value(JsonNode any) {
    if (any.has("arrayValue")) {
      ArrayNode array = nodes.arrayNode();
      any.at("/arrayValue/values").forEach(element -> array.add(value(element)));
      return array;
    }
    if (any.has("kvlistValue")) {
      return map(any.at("/kvlistValue/values"));
    }
    if (any.has("intValue")) {
      return nodes.numberNode(any.get("intValue").asInt());
    }
    return any.elements().next();
  }
}
