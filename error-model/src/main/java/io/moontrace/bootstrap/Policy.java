package io.moontrace.bootstrap;

/**
 * What the operator decided, as far as woven code has to know. Set by the agent while it starts.
 */
public final class Policy {
  private static volatile boolean unsampledParentDecides;
  private static volatile boolean locals;
  private static volatile boolean handledErrors = true;
  private static volatile boolean exceptionEvents = true;
  private static volatile boolean modules = true;
  private static volatile int sourceLines = 2;
  private static volatile SourceMap sourceMap = SourceMap.EMPTY;

  /**
   * Whether a span whose parent is not sampled never is either, so that it need not be asked for.
   */
  public static boolean unsampledParentDecides() {
    return unsampledParentDecides;
  }

  public static void setUnsampledParentDecides(boolean decides) {
    unsampledParentDecides = decides;
  }

  /** Whether errors that scripts caught are told. */
  public static boolean handledErrors() {
    return handledErrors;
  }

  public static void setHandledErrors(boolean told) {
    handledErrors = told;
  }

  /** Whether scripts may require our modules. */
  public static boolean modules() {
    return modules;
  }

  public static void setModules(boolean allowed) {
    modules = allowed;
  }

  /** Whether reports show local variables. */
  public static boolean locals() {
    return locals;
  }

  public static void setLocals(boolean shown) {
    locals = shown;
  }

  /** Whether errors are events of spans; else they are log records alone. */
  public static boolean exceptionEvents() {
    return exceptionEvents;
  }

  public static void setExceptionEvents(boolean onSpans) {
    exceptionEvents = onSpans;
  }

  /** How many lines before and after its own a frame shows; 0: none, not even its own. */
  public static int sourceLines() {
    return sourceLines;
  }

  public static void setSourceLines(int around) {
    sourceLines = around;
  }

  /** Where the source of chunks lies. */
  public static SourceMap sourceMap() {
    return sourceMap;
  }

  public static void setSourceMap(SourceMap map) {
    sourceMap = map;
  }

  private Policy() {}
}
