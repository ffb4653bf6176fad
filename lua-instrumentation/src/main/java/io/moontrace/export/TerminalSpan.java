package io.moontrace.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Formats one span. */
final class TerminalSpan {
  static final int MAX_STACK_LINES = 40;
  static final int MAX_EXCEPTIONS = 8;

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> FILE = AttributeKey.stringKey("code.file.path");
  private static final AttributeKey<Long> LINE = AttributeKey.longKey("code.line.number");
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");

  private TerminalSpan() {}

  /** For example {@code POST /orders SERVER 12.3 ms ERROR POST /orders 500}. */
  static String line(SpanData span) {
    long nanos = Math.max(0, span.getEndEpochNanos() - span.getStartEpochNanos());
    StringJoiner line = new StringJoiner("  ");
    line.add(TerminalText.line(span.getName()));
    line.add(span.getKind().name());
    line.add(String.format(Locale.ROOT, "%.1f ms", nanos / 1e6));
    if (span.getStatus().getStatusCode() == StatusCode.ERROR) {
      line.add(error(span));
    }
    String details = details(span.getAttributes());
    if (!details.isEmpty()) {
      line.add(details);
    }
    return line.toString();
  }

  /** With the description of the status, unless an exception follows below the line. */
  private static String error(SpanData span) {
    String description = span.getStatus().getDescription();
    boolean hasException = span.getEvents().stream().anyMatch(TerminalSpan::isException);
    return description.isEmpty() || hasException
        ? "ERROR"
        : "ERROR: " + TerminalText.line(description);
  }

  private static String details(Attributes attributes) {
    StringJoiner details = new StringJoiner(" ");
    add(details, attributes.get(METHOD));
    String path = attributes.get(PATH);
    add(details, path == null ? attributes.get(URL) : path);
    add(details, attributes.get(STATUS));
    String file = attributes.get(FILE);
    if (file != null) {
      Long number = attributes.get(LINE);
      add(details, number == null ? file : file + ":" + number);
    }
    return details.toString();
  }

  private static void add(StringJoiner details, @Nullable Object value) {
    if (value != null) {
      details.add(TerminalText.line(value.toString()));
    }
  }

  /** The stacks of the exceptions of a span, at most {@link #MAX_EXCEPTIONS}. */
  static List<String> exceptions(SpanData span) {
    List<String> lines = new ArrayList<>();
    int count = 0;
    for (EventData event : span.getEvents()) {
      if (isException(event) && count++ < MAX_EXCEPTIONS) {
        lines.addAll(TerminalText.lines(stack(event.getAttributes()), MAX_STACK_LINES));
      }
    }
    if (count > MAX_EXCEPTIONS) {
      lines.add("... " + (count - MAX_EXCEPTIONS) + " more exceptions");
    }
    return lines;
  }

  private static boolean isException(EventData event) {
    return event.getName().equals("exception");
  }

  private static String stack(Attributes exception) {
    String stack = exception.get(STACK);
    return stack == null ? exception.get(TYPE) + ": " + exception.get(MESSAGE) : stack;
  }
}
