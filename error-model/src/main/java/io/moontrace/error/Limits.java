package io.moontrace.error;

/**
 * The bounds of an error report. Whatever exceeds a bound is truncated; it never causes an error.
 * Those that are configurable are settings such as {@code moontrace.limits.frames}, with the
 * defaults given here.
 */
public final class Limits {
  /** Lua activations kept per throwable, the innermost ones. */
  public static final int LUA_FRAMES = ConfiguredLimits.of("lua-frames", 512);

  /** Frames of both languages in one stack, the innermost ones. */
  public static final int FRAMES = ConfiguredLimits.of("frames", 1024);

  /** Frames of all causes of one logged error. */
  public static final int CAUSE_FRAMES = 2 * FRAMES;

  /** Causes and suppressed throwables of one error. */
  public static final int CAUSES = ConfiguredLimits.of("causes", 16);

  /** Characters of a message. */
  public static final int MESSAGE = ConfiguredLimits.of("message", 8 * 1024);

  /** Characters of a name: function, file, module, type, context key. */
  public static final int NAME = ConfiguredLimits.of("name", 512);

  /** Characters of the rendered text of one error. */
  public static final int STACK_TEXT = ConfiguredLimits.of("stack-text", 128 * 1024);

  /** Entries of the business context. */
  public static final int CONTEXT_ENTRIES = ConfiguredLimits.of("context-entries", 32);

  /** Characters of a value of the business context. */
  public static final int CONTEXT_VALUE = ConfiguredLimits.of("context-value", 256);

  /** Local variables and upvalues of one frame. */
  public static final int LOCALS = ConfiguredLimits.of("locals", 32);

  /** Characters of the value of a local variable. */
  public static final int LOCAL_VALUE = ConfiguredLimits.of("local-value", 200);

  /** Lua frames of one stack that show their source: the innermost ones of the application. */
  public static final int SOURCE_FRAMES = 8;

  /** Maximum setting for the source lines shown before and after the line of a frame. */
  public static final int SOURCE_AROUND = 10;

  /** Characters of a line of source. */
  public static final int SOURCE_LINE = 200;

  /** Characters of a link to the source of a frame; longer links are dropped. */
  public static final int URL = 1024;

  /** Entries of the labels. */
  public static final int LABELS = ConfiguredLimits.of("labels", 32);

  /** Characters of a value of the labels. */
  public static final int LABEL_VALUE = ConfiguredLimits.of("label-value", 256);

  /** Tags: the markers of a log event. */
  public static final int TAGS = ConfiguredLimits.of("tags", 32);

  private Limits() {}
}
