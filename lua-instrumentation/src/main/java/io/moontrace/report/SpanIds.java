package io.moontrace.report;

import io.moontrace.error.TraceIds;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * Converts the ids of a span for reports. Does not depend on LuaJ, because exporters use it, too.
 */
public final class SpanIds {

  /** The ids, or null if the context is invalid. */
  public static @Nullable TraceIds of(SpanContext span) {
    return span.isValid()
        ? new TraceIds(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }

  private SpanIds() {}
}
