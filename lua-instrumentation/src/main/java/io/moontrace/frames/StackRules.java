package io.moontrace.frames;

import io.moontrace.error.Frame;
import org.jspecify.annotations.Nullable;

/** Tells what the elements of a Java stack trace are to a Lua engine. Looks at names only. */
interface StackRules {
  /** What an element of a Java stack trace stands for. */
  enum Kind {
    /** One activation of an interpreted function. */
    ACTIVATION,
    /** A Lua function that was compiled to a Java class. */
    COMPILED,
    /** A function of the engine's library that scripts call by name. */
    BUILTIN,
    /** Inner workings of the engine: not shown. */
    ENGINE,
    /** The bottom of a coroutine's stack. */
    COROUTINE,
    /** The engine runs a tail call: the functions that made it are gone. */
    TAIL_CALL,
    /** Reflection and generated glue: not shown. */
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
   * @param calledAs how the caller names it, or null
   */
  Frame builtin(StackTraceElement element, @Nullable String calledAs);
}
