package io.moontrace.report;

import io.moontrace.bootstrap.RuntimeSettings;
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
 * Records an error as a span event according to OpenTelemetry's semantic conventions for
 * exceptions, with the interleaved stack trace.
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

  /**
   * Adds an event to a span, unless exceptions are configured as log records only, since each
   * report becomes a log record anyway.
   */
  public static void add(Span span, ErrorReport report) {
    if (span.isRecording() && RuntimeSettings.exceptionEvents()) {
      span.addEvent(
          ErrorEvent.EVENT_NAME, attributes(report, FirstReports.ofSpans().isNew(report)).build());
    }
  }

  /**
   * Records an error that a script reports by itself: a span event, or a log record if so
   * configured.
   */
  public static void record(Context context, ErrorReport report) {
    record(context, attributes(report, FirstReports.ofSpans().isNew(report)).build());
  }

  /** Records an error of which only type and message are known. */
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
    if (RuntimeSettings.exceptionEvents()) {
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
   * The attributes of an exception event.
   *
   * @param withStack whether to include the stack
   */
  public static AttributesBuilder attributes(ErrorReport report, boolean withStack) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(EXCEPTION_TYPE, report.type())
            .put(EXCEPTION_MESSAGE, report.message());
    if (withStack) {
      attributes.put(EXCEPTION_STACKTRACE, report.text());
    }
    putIds(attributes, report);
    putContext(attributes, report.context());
    return attributes;
  }

  /** Puts each entry of the business context as an attribute. */
  public static void putContext(AttributesBuilder attributes, Map<String, String> context) {
    context.forEach((key, value) -> attributes.put(CONTEXT + key, value));
  }

  /** Puts the attributes that link the reports of one error: id, fingerprint and language. */
  public static void putIds(AttributesBuilder attributes, ErrorReport report) {
    attributes
        .put(ERROR_ID, report.id())
        .put(ERROR_FINGERPRINT, report.fingerprint())
        .put(LANG, report.language().toString());
  }

  private ExceptionEvents() {}
}
