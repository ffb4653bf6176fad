package io.moontrace.report;

import io.moontrace.bootstrap.Policy;
import io.moontrace.error.ErrorEvent;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.FirstReports;
import io.moontrace.error.Language;
import io.moontrace.error.Redaction;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Map;

/**
 * The error as an event of a span, as OpenTelemetry's semantic conventions for exceptions say; the
 * stack trace is the one of both languages.
 */
public final class ExceptionEvents {
  private static final AttributeKey<String> EXCEPTION_TYPE =
      AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> EXCEPTION_MESSAGE =
      AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> EXCEPTION_STACKTRACE =
      AttributeKey.stringKey("exception.stacktrace");
  private static final AttributeKey<String> ERROR_ID = AttributeKey.stringKey("error.id");
  private static final AttributeKey<String> ERROR_FINGERPRINT =
      AttributeKey.stringKey("error.fingerprint");
  private static final AttributeKey<String> LANG = AttributeKey.stringKey("lang");

  private static final String CONTEXT = "context.";
  private static final String SCOPE = "io.moontrace";

  /** Nothing where the user wants exceptions as log records alone: each report is one. */
  public static void add(Span span, ErrorReport report) {
    if (span.isRecording() && Policy.exceptionEvents()) {
      span.addEvent(
          ErrorEvent.EVENT_NAME, attributes(report, FirstReports.ofSpans().isNew(report)).build());
    }
  }

  /** What a script says of an error that goes no further: an event of the span, or a log record. */
  public static void record(Context context, ErrorReport report) {
    record(context, attributes(report, FirstReports.ofSpans().isNew(report)).build());
  }

  /** An error of which nothing is known but what a script says. */
  public static void record(Context context, String type, String message) {
    record(
        context,
        Attributes.builder()
            .put(EXCEPTION_TYPE, type)
            .put(EXCEPTION_MESSAGE, Redaction.text(message))
            .put(LANG, Language.LUA.toString())
            .build());
  }

  private static void record(Context context, Attributes attributes) {
    if (Policy.exceptionEvents()) {
      Span.fromContext(context).addEvent(ErrorEvent.EVENT_NAME, attributes);
      return;
    }
    GlobalOpenTelemetry.get()
        .getLogsBridge()
        .get(SCOPE)
        .logRecordBuilder()
        .setEventName(ErrorEvent.EVENT_NAME)
        .setContext(context)
        .setSeverity(Severity.ERROR)
        .setSeverityText("ERROR")
        .setAllAttributes(attributes)
        .emit();
  }

  /**
   * What an event tells of the error.
   *
   * @param whole with the stack
   */
  public static AttributesBuilder attributes(ErrorReport report, boolean whole) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(EXCEPTION_TYPE, report.type())
            .put(EXCEPTION_MESSAGE, report.message());
    if (whole) {
      attributes.put(EXCEPTION_STACKTRACE, report.text());
    }
    name(attributes, report);
    context(attributes, report.context());
    return attributes;
  }

  /** Business context: an attribute for each entry. */
  public static void context(AttributesBuilder attributes, Map<String, String> context) {
    context.forEach((key, value) -> attributes.put(CONTEXT + key, value));
  }

  /** What ties one telling of an error to the others. */
  public static void name(AttributesBuilder attributes, ErrorReport report) {
    attributes
        .put(ERROR_ID, report.id())
        .put(ERROR_FINGERPRINT, report.fingerprint())
        .put(LANG, report.language().toString());
  }

  private ExceptionEvents() {}
}
