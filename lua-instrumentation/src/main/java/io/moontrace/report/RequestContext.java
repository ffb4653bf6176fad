package io.moontrace.report;

import io.moontrace.bootstrap.BusinessContext;
import io.moontrace.bootstrap.ContextKeys;
import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.error.Limits;
import io.moontrace.error.Redaction;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The business context of the request on this thread. It has three sources, and later ones take
 * precedence: allowed keys of the baggage, allowed keys of the MDC, and entries that scripts set.
 */
public final class RequestContext {

  /** String to string, with secrets redacted; bounded by the report. */
  public static Map<String, String> of(Context context) {
    Map<String, String> values = new LinkedHashMap<>();
    Baggage baggage = Baggage.fromContext(context);
    for (String key : ContextKeys.baggage()) {
      put(values, key, baggage.getEntryValue(key));
    }
    for (String key : ContextKeys.mdc()) {
      put(values, key, Mdc.get(key));
    }
    values.putAll(LuaBoundary.current().business().of(traceId(context)));
    values.replaceAll((key, value) -> Redaction.context(key, value, Limits.CONTEXT_VALUE));
    return values;
  }

  /**
   * The id of the trace to which the business context belongs, or {@link BusinessContext#NO_TRACE}.
   */
  public static String traceId(Context context) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    return span.isValid() ? span.getTraceId() : BusinessContext.NO_TRACE;
  }

  private static void put(Map<String, String> values, String key, @Nullable String value) {
    if (value != null) {
      values.put(key, value);
    }
  }

  private RequestContext() {}
}
