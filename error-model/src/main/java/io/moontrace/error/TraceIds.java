package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/** The identifiers of a span as in W3C Trace Context, in lower-case hexadecimal. Immutable. */
public final class TraceIds {
  private final String traceId;
  private final String spanId;
  private final @Nullable String flags;

  /**
   * @param traceId 32 hexadecimal digits
   * @param spanId 16 hexadecimal digits
   * @param flags 2 hexadecimal digits, or null if unknown
   */
  public TraceIds(String traceId, String spanId, @Nullable String flags) {
    this.traceId = traceId;
    this.spanId = spanId;
    this.flags = flags;
  }

  public String traceId() {
    return traceId;
  }

  public String spanId() {
    return spanId;
  }

  public @Nullable String flags() {
    return flags;
  }
}
