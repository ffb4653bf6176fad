package io.moontrace.bootstrap;

/**
 * The settings that woven code and its helpers read. Set by the agent while it starts; until then
 * the defaults hold. Thread-safe.
 */
public final class RuntimeSettings {
  private static volatile boolean unsampledParentDecides;
  private static volatile boolean locals;
  private static volatile boolean handledErrors = true;
  private static volatile boolean exceptionEvents = true;
  private static volatile boolean modules = true;
  private static volatile boolean redis = true;
  private static volatile int sourceLines = 2;
  private static volatile SourceMap sourceMap = SourceMap.EMPTY;

  /**
   * Whether the sampler never samples a span with an unsampled parent, so that no such span needs
   * to be started.
   */
  public static boolean unsampledParentDecides() {
    return unsampledParentDecides;
  }

  public static void setUnsampledParentDecides(boolean value) {
    unsampledParentDecides = value;
  }

  /** Whether errors that scripts caught are reported. */
  public static boolean handledErrors() {
    return handledErrors;
  }

  public static void setHandledErrors(boolean reported) {
    handledErrors = reported;
  }

  /** Whether scripts can {@code require} the agent's modules. */
  public static boolean modules() {
    return modules;
  }

  public static void setModules(boolean allowed) {
    modules = allowed;
  }

  /** Whether errors of Redis' scripts are recognised. */
  public static boolean redis() {
    return redis;
  }

  public static void setRedis(boolean recognised) {
    redis = recognised;
  }

  /** Whether reports show local variables. */
  public static boolean locals() {
    return locals;
  }

  public static void setLocals(boolean shown) {
    locals = shown;
  }

  /** Whether errors are recorded as span events; otherwise only as log records. */
  public static boolean exceptionEvents() {
    return exceptionEvents;
  }

  public static void setExceptionEvents(boolean onSpans) {
    exceptionEvents = onSpans;
  }

  /** Source lines that a frame shows before and after its own line; 0: no source at all. */
  public static int sourceLines() {
    return sourceLines;
  }

  public static void setSourceLines(int around) {
    sourceLines = around;
  }

  /** Maps chunk names to paths and links. */
  public static SourceMap sourceMap() {
    return sourceMap;
  }

  public static void setSourceMap(SourceMap map) {
    sourceMap = map;
  }

  private RuntimeSettings() {}
}
