package io.moontrace.error;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON line of an error, schema version 1: {@code error-event.schema.json} beside this class.
 * Field names are those of the Elastic Common Schema and of OpenTelemetry; the first fields stand
 * in the order that the ecs-logging specification asks for.
 */
public final class ErrorEvent {
  /** The version of the Elastic Common Schema that the field names are from. */
  public static final String ECS_VERSION = "8.11.0";

  /** OpenTelemetry's name of an event that tells of an exception. */
  public static final String EVENT_NAME = "exception";

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * One line without a line break at its end. Two calls for one report differ in {@code event.id}
   * only: it names the line, {@code error.id} names the error.
   */
  public static String toJson(ErrorReport report, Service service) {
    JsonWriter json = new JsonWriter().beginObject();
    json.member("@timestamp", timestamp(report.timestamp()));
    json.member("log.level", "ERROR");
    json.member("message", Text.oneLine(headline(report), Limits.MESSAGE));
    json.member("ecs.version", ECS_VERSION);
    json.beginObject("event").member("id", UUID.randomUUID().toString()).endObject();
    json.member("event_name", EVENT_NAME);
    json.member("lang", report.language().toString());
    trace(json, report.trace());
    service(json, service);
    json.member("context", report.context());
    error(json, report);
    log(json, report.origin());
    json.beginObject("process").beginObject("thread").member("name", report.thread());
    return json.endObject().endObject().endObject().toString();
  }

  private static String timestamp(Instant instant) {
    return TIMESTAMP.format(instant);
  }

  private static String headline(ErrorReport report) {
    return report.message().isEmpty() ? report.type() : report.message();
  }

  private static void trace(JsonWriter json, @Nullable TraceIds ids) {
    if (ids == null) {
      return;
    }
    json.member("trace_id", ids.traceId());
    json.member("span_id", ids.spanId());
    json.member("trace_flags", ids.flags());
    json.beginObject("trace").member("id", ids.traceId()).endObject();
    json.beginObject("span").member("id", ids.spanId()).endObject();
  }

  private static void service(JsonWriter json, Service service) {
    json.beginObject("service");
    json.member("name", service.name());
    json.member("version", service.version());
    json.member("environment", service.environment());
    json.endObject();
  }

  private static void error(JsonWriter json, ErrorReport report) {
    json.beginObject("error");
    json.member("id", report.id());
    json.member("type", report.type());
    json.member("message", report.message());
    json.member("stack_trace", report.text());
    json.member("fingerprint", report.fingerprint());
    json.member("handled", false);
    approximate(json, report.stack());
    frames(json, report.frames());
    json.beginArray("causes");
    for (Cause cause : report.causes()) {
      cause(json, cause);
    }
    json.endArray().endObject();
  }

  private static void cause(JsonWriter json, Cause cause) {
    json.beginObject();
    json.member("lang", cause.language().toString());
    json.member("type", cause.type());
    json.member("message", cause.message());
    json.member("relation", cause.relation().toString());
    json.member("parent", cause.parent());
    approximate(json, cause.stack());
    frames(json, cause.frames());
    json.endObject();
  }

  private static void approximate(JsonWriter json, Stack stack) {
    if (stack.isApproximate()) {
      json.member("approximate", true);
    }
  }

  private static void frames(JsonWriter json, List<Frame> frames) {
    json.beginArray("frames");
    for (Frame frame : frames) {
      json.beginObject();
      json.member("lang", frame.language().toString());
      json.member("function", frame.function());
      json.member("file", frame.file());
      if (frame.line() != Frame.NO_LINE) {
        json.member("line", frame.line());
      }
      json.member("module", frame.module());
      json.member("in_app", frame.inApp());
      ChunkId chunk = frame.chunk();
      if (chunk != null) {
        json.member("chunk_sha256", chunk.sha256());
        json.member("chunk_git_blob", chunk.gitBlob());
      }
      if (!frame.locals().isEmpty()) {
        json.member("locals", frame.locals());
      }
      json.endObject();
    }
    json.endArray();
  }

  private static void log(JsonWriter json, @Nullable Frame origin) {
    json.beginObject("log");
    json.member("logger", "io.moontrace");
    if (origin != null) {
      json.beginObject("origin");
      json.beginObject("file").member("name", origin.file());
      if (origin.line() != Frame.NO_LINE) {
        json.member("line", origin.line());
      }
      json.endObject();
      json.member("function", origin.function());
      json.endObject();
    }
    json.endObject();
  }

  private ErrorEvent() {}
}
