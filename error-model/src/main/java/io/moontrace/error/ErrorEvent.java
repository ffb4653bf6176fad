package io.moontrace.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON line of an error that nobody logged, and the error in any line: see {@link EventLine}.
 * Field names are those of the Elastic Common Schema and of OpenTelemetry.
 */
public final class ErrorEvent {
  /** OpenTelemetry's name of an event that tells of an exception. */
  public static final String EVENT_NAME = EventLine.EVENT_NAME;

  /** Who writes a line about an error that nobody logged. */
  private static final String LOGGER = "io.moontrace";

  /** The whole error, as one line without a line break at its end. */
  public static String toJson(ErrorReport report, Service service) {
    return line(report, service, true).endText();
  }

  /**
   * One line in UTF-8, with the line break at its end.
   *
   * @param whole with stack, frames and causes; else the error is only named, by {@code error.id}
   */
  public static byte[] toLine(ErrorReport report, Service service, boolean whole) {
    return line(report, service, whole).end();
  }

  private static EventLine line(ErrorReport report, Service service, boolean whole) {
    return EventLine.begin()
        .timestamp(report.timestamp())
        .level(report.handled() ? "WARN" : "ERROR")
        .message(headline(report))
        .id(report.eventId())
        .exception(report.language())
        .trace(report.trace())
        .service(service)
        .context(report.context())
        .error(report, whole ? StackTextOptions.WHOLE : null)
        .log(LOGGER, report.origin())
        .thread(report.thread());
  }

  /** The message of the line: that of the error, or its type where it has none. */
  public static String headline(ErrorReport report) {
    return report.message().isEmpty() ? report.type() : report.message();
  }

  /** Without a shape the error is named, no more. */
  static void error(JsonWriter json, ErrorReport report, @Nullable StackTextOptions shape) {
    json.beginObject("error");
    json.member("id", report.id());
    json.member("type", report.type());
    json.member("message", report.message());
    if (shape != null) {
      StackText.write(json, report, shape);
    }
    json.member("fingerprint", report.fingerprint());
    json.member("handled", report.handled());
    if (shape != null) {
      approximate(json, report.stack());
      stack(json, report);
    }
    json.endObject();
  }

  /** What is behind an error, as two arrays: its frames, and its causes. */
  public static void stack(StructuredWriter out, ErrorReport report) {
    frames(out, report.frames());
    out.beginArray("causes");
    for (Cause cause : report.causes()) {
      cause(out, cause);
    }
    out.endArray();
  }

  private static void cause(StructuredWriter out, Cause cause) {
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

  /** One frame, as an object: the one place that knows its members. */
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
