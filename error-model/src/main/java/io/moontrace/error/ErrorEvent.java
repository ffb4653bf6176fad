package io.moontrace.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON line of an error that the application did not log, and the {@code error} object
 * of any line: see {@link EventLine}. Field names are those of the Elastic Common Schema and of
 * OpenTelemetry.
 */
public final class ErrorEvent {
  /** OpenTelemetry's name of an exception event. */
  public static final String EVENT_NAME = EventLine.EVENT_NAME;

  /** {@code log.logger} of an error that the application did not log. */
  private static final String LOGGER = "io.moontrace";

  /** The complete error as one line, without a line break at its end. */
  public static String toJson(ErrorReport report, Service service) {
    return line(report, service, true).endText();
  }

  /**
   * One line in UTF-8, with a line break at its end.
   *
   * @param complete whether to write stack, frames and causes; otherwise only {@code error.id} and
   *     the fields that identify the error
   */
  public static byte[] toLine(ErrorReport report, Service service, boolean complete) {
    return line(report, service, complete).end();
  }

  private static EventLine line(ErrorReport report, Service service, boolean complete) {
    return EventLine.begin()
        .timestamp(report.timestamp())
        .level(report.handled() ? "WARN" : "ERROR")
        .message(headline(report))
        .id(report.eventId())
        .exception(report.language())
        .trace(report.trace())
        .service(service)
        .context(report.context())
        .error(report, complete ? StackTextOptions.WHOLE : null)
        .log(LOGGER, report.origin())
        .thread(report.thread());
  }

  /** The message of the line: that of the error, or its type if it has none. */
  public static String headline(ErrorReport report) {
    return report.message().isEmpty() ? report.type() : report.message();
  }

  /** With null options, writes only the fields that identify the error. */
  static void error(JsonWriter json, ErrorReport report, @Nullable StackTextOptions options) {
    json.beginObject("error");
    json.member("id", report.id());
    json.member("type", report.type());
    json.member("message", report.message());
    if (options != null) {
      StackText.write(json, report, options);
    }
    json.member("fingerprint", report.fingerprint());
    json.member("handled", report.handled());
    if (options != null) {
      approximate(json, report.stack());
      stack(json, report);
    }
    json.endObject();
  }

  /** Writes the frames and the causes of an error, as two arrays. */
  public static void stack(StructuredWriter out, ErrorReport report) {
    frames(out, report.frames());
    out.beginArray("causes");
    for (Cause cause : report.causes()) {
      cause(out, cause);
    }
    out.endArray();
  }

  private static void cause(StructuredWriter out, Cause cause) {
    String errorId = cause.errorId();
    if (errorId != null) {
      remote(out, cause, errorId);
      return;
    }
    out.beginObject();
    out.member("lang", cause.language().toString());
    out.member("type", cause.type());
    out.member("message", cause.message());
    out.member("relation", cause.relation().toString());
    out.member("parent", cause.parent());
    approximate(out, cause.stack());
    frames(out, cause.frames());
    out.endObject();
  }

  private static void remote(StructuredWriter out, Cause cause, String errorId) {
    TraceIds trace = cause.trace();
    out.beginObject();
    out.member("relation", cause.relation().toString());
    out.member("parent", cause.parent());
    if (trace != null) {
      out.member("trace_id", trace.traceId());
      out.member("span_id", trace.spanId());
    }
    out.beginObject("error").member("id", errorId).endObject();
    out.endObject();
  }

  private static void approximate(StructuredWriter out, Stack stack) {
    if (stack.isApproximate()) {
      out.member("approximate", true);
    }
  }

  private static void frames(StructuredWriter out, List<Frame> frames) {
    out.beginArray("frames");
    for (int i = 0; i < frames.size(); i++) {
      out.frame(frames.get(i));
    }
    out.endArray();
  }

  /** Writes one frame as an object. Every format gets its members from here. */
  public static void frame(StructuredWriter out, Frame frame) {
    out.beginObject();
    out.member("lang", frame.language().toString());
    out.member("function", frame.function());
    out.member("file", frame.file());
    if (frame.line() != Frame.NO_LINE) {
      out.member("line", frame.line());
    }
    out.member("module", frame.module());
    out.member("in_app", frame.inApp());
    ChunkId chunk = frame.chunk();
    if (chunk != null) {
      out.member("chunk_sha256", chunk.sha256());
      out.member("chunk_git_blob", chunk.gitBlob());
    }
    out.member("url", frame.url());
    if (!frame.source().isEmpty()) {
      out.member("source", frame.source());
    }
    if (!frame.locals().isEmpty()) {
      out.member("locals", frame.locals());
    }
    out.endObject();
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
