package io.moontrace.error;

import java.util.List;

/**
 * The JSON line of an error that nobody logged, and the error in any line: see {@link EventLine}.
 * Field names are those of the Elastic Common Schema and of OpenTelemetry.
 */
public final class ErrorEvent {
  /** OpenTelemetry's name of an event that tells of an exception. */
  public static final String EVENT_NAME = EventLine.EVENT_NAME;

  /** Who writes a line about an error that nobody logged. */
  private static final String LOGGER = "io.moontrace";

  /**
   * One line without a line break at its end. Two calls for one report differ in {@code event.id}
   * only: it names the line, {@code error.id} names the error.
   */
  public static String toJson(ErrorReport report, Service service) {
    return EventLine.begin()
        .timestamp(report.timestamp())
        .level("ERROR")
        .message(headline(report))
        .id()
        .exception(report.language())
        .trace(report.trace())
        .service(service)
        .context(report.context())
        .error(report, StackShape.WHOLE)
        .log(LOGGER, report.origin())
        .thread(report.thread())
        .endText();
  }

  private static String headline(ErrorReport report) {
    return report.message().isEmpty() ? report.type() : report.message();
  }

  static void error(JsonWriter json, ErrorReport report, StackShape shape) {
    json.beginObject("error");
    json.member("id", report.id());
    json.member("type", report.type());
    json.member("message", report.message());
    StackText.write(json, report, shape);
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
    for (int i = 0; i < frames.size(); i++) {
      json.rendered(frames.get(i).rendered().json());
    }
    json.endArray();
  }

  static void frame(JsonWriter json, Frame frame) {
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

  static void origin(JsonWriter json, Frame origin) {
    json.beginObject("origin");
    json.beginObject("file").member("name", origin.file());
    if (origin.line() != Frame.NO_LINE) {
      json.member("line", origin.line());
    }
    json.endObject();
    json.member("function", origin.function());
    json.endObject();
  }

  private ErrorEvent() {}
}
