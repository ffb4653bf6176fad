package io.moontrace.report;

import io.moontrace.error.TraceIds;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** The ids of a span, as reports have them. Knows nothing of LuaJ: exporters use it, too. */
public final class SpanIds {

  /** Null where there is no span. */
  public static @Nullable TraceIds of(SpanContext span) {
    return span.isValid()
        ? new TraceIds(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }

  private SpanIds() {}
}
