package io.moontrace.diagnostics;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.moontrace.bootstrap.ApplicationLog;
import io.moontrace.error.ErrorEvent;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.moontrace.error.Service;
import io.moontrace.error.TraceIds;
import io.moontrace.export.Destination;
import io.moontrace.export.Destinations;
import io.moontrace.report.ExceptionEvents;
import io.moontrace.report.SpanIds;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error that says of itself that it is a test, on the way of all errors: a span with an event, a
 * log record, a line. A destination that has taken one item more has taken it.
 */
final class TestError {
  static final String TYPE = "io.moontrace.TestError";
  static final String MESSAGE = "Moontrace test error: doctor sent it, nothing is wrong";

  private static final String SCOPE = "io.moontrace";
  private static final long PATIENCE_MILLIS = 5_000;
  private static final long POLL_MILLIS = 20;

  private final OpenTelemetrySdk sdk;

  TestError(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  TestErrorData send() {
    Map<Destination, Long> before = new LinkedHashMap<>();
    for (Destination destination : Destinations.all()) {
      if (takesErrors(destination)) {
        before.put(destination, destination.accepted());
      }
    }
    Span span = sdk.getTracer(SCOPE).spanBuilder("moontrace test error").setNoParent().startSpan();
    ErrorReport report = report(span);
    ExceptionEvents.add(span, report);
    span.setStatus(StatusCode.ERROR, MESSAGE).end();
    ErrorReports.publish(report);
    log(report);
    flush();
    List<DeliveryData> deliveries = new ArrayList<>();
    before.forEach((destination, count) -> deliveries.add(delivery(destination, count, span)));
    return new TestErrorData(report.id(), deliveries);
  }

  /** Metrics have no errors in them. */
  private static boolean takesErrors(Destination destination) {
    return !destination.name().equals("metrics");
  }

  /** As if the application had logged it. */
  private static void log(ErrorReport report) {
    ApplicationLog.Lines shade = ApplicationLog.shade();
    Service service = Service.ofAgent();
    if (shade != null && shade.hasDestination() && service != null) {
      shade.accept(ErrorEvent.toLine(report, service, true));
    }
  }

  private static ErrorReport report(Span span) {
    Throwable error = new Throwable(MESSAGE);
    TraceIds trace = SpanIds.of(span.getSpanContext());
    return ErrorReport.builder(ErrorReports.idOf(error), Language.JAVA, TYPE)
        .message(MESSAGE)
        .literalText(MESSAGE)
        .frames(Collections.singletonList(Frame.java(error.getStackTrace()[0])))
        .context("moontrace.test", "true")
        .trace(trace)
        .build();
  }

  private void flush() {
    CompletableResultCode.ofAll(
            Arrays.asList(
                sdk.getSdkTracerProvider().forceFlush(), sdk.getSdkLoggerProvider().forceFlush()))
        .join(PATIENCE_MILLIS, MILLISECONDS);
  }

  private static DeliveryData delivery(Destination destination, long before, Span span) {
    String name = destination.name() + ' ' + destination.target();
    if (destination.name().equals("traces") && !span.getSpanContext().isSampled()) {
      return new DeliveryData(name, "the sampler did not choose its trace");
    }
    return new DeliveryData(name, isAccepted(destination, before) ? null : why(destination));
  }

  /** The writing threads need a moment. */
  private static boolean isAccepted(Destination destination, long before) {
    if (before == Destination.NOT_COUNTED) {
      return destination.check() == null; // it was flushed; whether it answers is all there is
    }
    long start = System.nanoTime();
    while (destination.accepted() == before) {
      if (destination.problem() != null
          || System.nanoTime() - start > MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
        return false;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private static String why(Destination destination) {
    @Nullable String problem = destination.problem();
    return problem == null ? "not within " + PATIENCE_MILLIS + " ms" : problem;
  }
}
