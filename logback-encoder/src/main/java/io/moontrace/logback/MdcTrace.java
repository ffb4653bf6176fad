package io.moontrace.logback;

import io.moontrace.error.ErrorReport;
import io.moontrace.error.TraceIds;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trace and span of an event from the MDC. The keys are those of OpenTelemetry's Logback
 * MDC instrumentation ({@code trace_id}, {@code span_id}, {@code trace_flags}), and of Micrometer
 * and Brave ({@code traceId}, {@code spanId}).
 */
final class MdcTrace {
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;
  private static final int FLAG_DIGITS = 2;

  /** The ids in the MDC; without valid ones, those of the error. */
  static @Nullable TraceIds of(Map<String, String> mdc, @Nullable ErrorReport report) {
    if (mdc != null && !mdc.isEmpty()) {
      String trace = hex(mdc, "trace_id", "traceId", TRACE_DIGITS);
      String span = hex(mdc, "span_id", "spanId", SPAN_DIGITS);
      if (trace != null && span != null && isNonZero(trace) && isNonZero(span)) {
        return new TraceIds(trace, span, hex(mdc, "trace_flags", "traceFlags", FLAG_DIGITS));
      }
    }
    return report == null ? null : report.trace();
  }

  /**
   * Whether a key of the MDC is a trace id, span id or trace flags, and so neither context nor
   * label.
   */
  static boolean isTrace(String key) {
    switch (key) {
      case "trace_id":
      case "span_id":
      case "trace_flags":
      case "traceId":
      case "spanId":
      case "traceFlags":
        return true;
      default:
        return false;
    }
  }

  private static @Nullable String hex(
      Map<String, String> mdc, String key, String otherKey, int digits) {
    String value = mdc.get(key);
    if (value == null) {
      value = mdc.get(otherKey);
    }
    if (value == null || value.length() != digits) {
      return null;
    }
    for (int i = 0; i < digits; i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return null;
      }
    }
    return value;
  }

  /** Whether the id is valid: the specification excludes all zeros. */
  private static boolean isNonZero(String hex) {
    for (int i = 0; i < hex.length(); i++) {
      if (hex.charAt(i) != '0') {
        return true;
      }
    }
    return false;
  }

  private MdcTrace() {}
}
