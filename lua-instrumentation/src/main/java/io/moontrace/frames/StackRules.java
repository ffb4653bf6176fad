package io.moontrace.frames;

import io.moontrace.error.Frame;
import org.jspecify.annotations.Nullable;

/** Classifies the elements of a Java stack trace for a Lua engine. Looks only at names. */
interface StackRules {
  /** The meaning of an element of a Java stack trace. */
  enum Kind {
    /** One activation of an interpreted function. */
    ACTIVATION,
    /** A Lua function compiled to a Java class. */
    COMPILED,
    /** A library function of the engine that scripts call by name. */
    BUILTIN,
    /** An internal method of the engine: omitted. */
    ENGINE,
    /** The bottom of a coroutine's stack. */
    COROUTINE,
    /** The engine runs a tail call: its callers are no longer on the stack. */
    TAIL_CALL,
    /** Reflection and generated code: omitted. */
    GLUE,
    /** Any other Java method. */
    JAVA
  }

  Kind kind(StackTraceElement element);

  /** The frame of a {@link Kind#COMPILED} element. */
  Frame compiled(StackTraceElement element);

  /**
   * The frame of a {@link Kind#BUILTIN} element.
   *
   * @param calledAs the name by which the caller calls it, or null
   */
  Frame builtin(StackTraceElement element, @Nullable String calledAs);
}
