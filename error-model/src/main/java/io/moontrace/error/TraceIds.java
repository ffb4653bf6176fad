package io.moontrace.error;

/** Where in which trace: the identifiers of W3C Trace Context as lower-case hexadecimal text. */
public final class TraceIds {
  private final String traceId;
  private final String spanId;
  private final String flags;

  /**
   * @param traceId 32 hexadecimal digits
   * @param spanId 16 hexadecimal digits
   * @param flags 2 hexadecimal digits
   */
  public TraceIds(String traceId, String spanId, String flags) {
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

  public String flags() {
    return flags;
  }
}
