package io.moontrace.cli;

import io.moontrace.error.JsonWriter;
import io.moontrace.error.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings as one JSON document on one line; docs/doctor.md has its fields. */
final class JsonReport {
  private static final int SCHEMA_VERSION = 1;

  static String of(Findings findings) {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    json.member("schema_version", SCHEMA_VERSION);
    json.member("moontrace_version", Version.get());
    json.member("subject", findings.subject());
    json.member("healthy", findings.isHealthy());
    json.beginArray("checks");
    findings.checks().forEach(check -> write(json, check));
    json.endArray();
    json.beginArray("programs");
    findings.programs().forEach(json::element);
    json.endArray();
    member(json, "agent", findings.agent());
    return json.endObject() + "\n";
  }

  private static void write(JsonWriter json, Check check) {
    json.beginObject();
    json.member("name", check.name());
    json.member("verdict", check.verdict().toString());
    json.member("message", check.message());
    json.member("advice", check.advice());
    json.endObject();
  }

  private static void member(JsonWriter json, String name, @Nullable Object value) {
    if (value instanceof Map) {
      json.beginObject(name);
      members(json, (Map<?, ?>) value);
      json.endObject();
    } else if (value instanceof List) {
      json.beginArray(name);
      ((List<?>) value).forEach(element -> element(json, element));
      json.endArray();
    } else if (value instanceof Boolean) {
      json.member(name, (boolean) (Boolean) value);
    } else if (value instanceof Number) {
      json.member(name, ((Number) value).longValue());
    } else if (value != null) {
      json.member(name, value.toString());
    }
  }

  private static void members(JsonWriter json, Map<?, ?> members) {
    members.forEach((name, value) -> member(json, String.valueOf(name), value));
  }

  /** Elements of an MXBean's arrays are objects or strings. */
  private static void element(JsonWriter json, Object element) {
    if (element instanceof Map) {
      json.beginObject();
      members(json, (Map<?, ?>) element);
      json.endObject();
    } else {
      json.element(element.toString());
    }
  }

  private JsonReport() {}
}
