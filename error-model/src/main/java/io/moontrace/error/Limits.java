package io.moontrace.error;

/** Every bound of an error report, by name. What lies beyond is cut, never an error. */
public final class Limits {
  /** Lua activations kept per throwable, the innermost ones. */
  public static final int LUA_FRAMES = 512;

  /** Frames of both languages in one stack, the innermost ones. */
  public static final int FRAMES = 1024;

  /** Frames of all causes of one error that was logged. */
  public static final int CAUSE_FRAMES = 2 * FRAMES;

  /** Causes and suppressed throwables of one error. */
  public static final int CAUSES = 16;

  /** Characters of a message. */
  public static final int MESSAGE = 8 * 1024;

  /** Characters of a name: function, file, module, type, context key. */
  public static final int NAME = 512;

  /** Characters of the rendered text of one error. */
  public static final int STACK_TEXT = 128 * 1024;

  /** Entries of the business context. */
  public static final int CONTEXT_ENTRIES = 32;

  /** Characters of a value of the business context. */
  public static final int CONTEXT_VALUE = 256;

  /** Local variables and upvalues of one frame. */
  public static final int LOCALS = 32;

  /** Characters of the value of a local variable. */
  public static final int LOCAL_VALUE = 200;

  /** Entries of the labels. */
  public static final int LABELS = 32;

  /** Characters of a value of the labels. */
  public static final int LABEL_VALUE = 256;

  /** Tags: the markers of a log event. */
  public static final int TAGS = 32;

  private Limits() {}
}
