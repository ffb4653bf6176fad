package io.moontrace.report;

import io.moontrace.error.ErrorEvent;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.Language;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;

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

  public static void add(Span span, ErrorReport report) {
    if (!span.isRecording()) {
      return;
    }
    AttributesBuilder attributes =
        Attributes.builder()
            .put(EXCEPTION_TYPE, report.type())
            .put(EXCEPTION_MESSAGE, report.message())
            .put(EXCEPTION_STACKTRACE, report.text())
            .put(ERROR_ID, report.id())
            .put(ERROR_FINGERPRINT, report.fingerprint())
            .put(LANG, report.language().toString());
    report.context().forEach((key, value) -> attributes.put(CONTEXT + key, value));
    span.addEvent(ErrorEvent.EVENT_NAME, attributes.build());
  }

  /** An error of which nothing is known but what a script says. */
  public static void add(Span span, String type, String message) {
    span.addEvent(
        ErrorEvent.EVENT_NAME,
        Attributes.builder()
            .put(EXCEPTION_TYPE, type)
            .put(EXCEPTION_MESSAGE, message)
            .put(LANG, Language.LUA.toString())
            .build());
  }

  private ExceptionEvents() {}
}
