package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;

/**
 * An OTLP/HTTP request with log records in JSON.
 *
 * @param json the body of the request
 */
record LogRecord(String json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A request with records in OTLP's JSON form, separated by commas, from a program without a name.
   */
  static LogRecord inScope(String scope, String records) {
    return new LogRecord(
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"scope\":{\"name\":\"%s\"},\"logRecords\":[%s]}]}]}"
            .formatted(scope, records));
  }

  /** The record that the agent sends in addition to the line. */
  static LogRecord of(ErrorLine line) {
    try {
      JsonNode json = JSON.readTree(line.text());
      ObjectNode request = JSON.createObjectNode();
      ObjectNode resource = request.putArray("resourceLogs").addObject();
      ArrayNode attributes = resource.putObject("resource").putArray("attributes");
      add(attributes, "service.name", json.at("/service/name"));
      ObjectNode scope = resource.putArray("scopeLogs").addObject();
      scope.putObject("scope").set("name", json.at("/log/logger"));
      fill(scope.putArray("logRecords").addObject(), json);
      return new LogRecord(request.toString());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(ObjectNode record, JsonNode line) {
    Instant time = Instant.parse(line.at("/@timestamp").asText());
    record.put("timeUnixNano", time.getEpochSecond() + "%09d".formatted(time.getNano()));
    record.put("eventName", "exception");
    record.put("severityNumber", 17).set("severityText", line.at("/log.level"));
    record.putObject("body").set("stringValue", line.at("/message"));
    record.set("traceId", line.at("/trace_id"));
    record.set("spanId", line.at("/span_id"));
    record.put("flags", Integer.parseInt(line.at("/trace_flags").asText(), 16));
    ArrayNode attributes = record.putArray("attributes");
    add(attributes, "event.id", line.at("/event/id"));
    add(attributes, "lang", line.at("/lang"));
    JsonNode error = line.at("/error");
    add(attributes, "exception.type", error.at("/type"));
    add(attributes, "exception.message", error.at("/message"));
    add(attributes, "exception.stacktrace", error.at("/stack_trace"));
    for (String name : new String[] {"id", "type", "fingerprint", "handled", "frames", "causes"}) {
      add(attributes, "error." + name, error.at("/" + name));
    }
    add(attributes, "code.function.name", line.at("/log/origin/function"));
    add(attributes, "code.file.path", line.at("/log/origin/file/name"));
    add(attributes, "code.line.number", line.at("/log/origin/file/line"));
    line.at("/context").forEachEntry((key, value) -> add(attributes, "context." + key, value));
    add(attributes, "user.id", line.at("/user/id"));
    add(attributes, "session.id", line.at("/session/id"));
    add(attributes, "thread.name", line.at("/process/thread/name"));
  }

  private static void add(ArrayNode attributes, String key, JsonNode value) {
    if (!value.isMissingNode()) {
      attributes.addObject().put("key", key).set("value", any(value));
    }
  }

  /** Converts a value to OTLP's AnyValue. */
  private static ObjectNode any(JsonNode value) {
    ObjectNode any = JSON.createObjectNode();
    if (value.isObject()) {
      ArrayNode values = any.putObject("kvlistValue").putArray("values");
      value.forEachEntry((key, member) -> add(values, key, member));
    } else if (value.isArray()) {
      ArrayNode values = any.putObject("arrayValue").putArray("values");
      value.forEach(element -> values.add(any(element)));
    } else if (value.isBoolean()) {
      any.set("boolValue", value);
    } else if (value.isIntegralNumber()) {
      any.put("intValue", value.asText());
    } else {
      any.put("stringValue", value.asText());
    }
    return any;
  }

  /** Sends the request to the collector, which must accept it. */
  void sendTo(URI otlp) {
    var response = Http.send("POST", otlp.resolve("/v1/logs"), json);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }
}
