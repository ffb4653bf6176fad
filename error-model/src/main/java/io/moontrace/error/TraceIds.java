package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/** Where in which trace: the identifiers of W3C Trace Context as lower-case hexadecimal text. */
public final class TraceIds {
  private final String traceId;
  private final String spanId;
  private final @Nullable String flags;

  /**
   * @param traceId 32 hexadecimal digits, or null: not known
   * @param spanId 16 hexadecimal digits
   * @param flags 2 hexadecimal digits, or null: not known
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
