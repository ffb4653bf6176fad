package io.moontrace.logback;

import java.util.function.Supplier;

/** Throwables whose methods misbehave. */
@SuppressWarnings({"ImmutableEnumChecker", "OverrideThrowableToString"})
enum Hostile {
  MESSAGE_THROWS(MessageThrows::new),
  MESSAGE_RECURSES(MessageRecurses::new),
  TO_STRING_THROWS(ToStringThrows::new),
  CAUSE_THROWS(CauseThrows::new),
  CAUSE_IS_ALWAYS_NEW(CauseIsAlwaysNew::new),
  CAUSE_IS_ITSELF(CauseIsItself::new),
  CAUSES_IN_A_CIRCLE(Hostile::circle),
  SUPPRESSED_IN_A_CIRCLE(Hostile::suppressedCircle),
  MANY_CAUSES(() -> chain(1_000)),
  TOO_MANY_CAUSES(() -> chain(100_000)),
  STACK_THROWS(StackThrows::new),
  STACK_IS_NULL(StackIsNull::new),
  STACK_HOLDS_NULL(StackHoldsNull::new),
  STACK_IS_HUGE(Hostile::hugeStack),
  EQUALS_THROWS(EqualsThrows::new),
  MESSAGE_IS_HUGE(() -> new IllegalStateException("x".repeat(10_000_000))),
  MESSAGE_IS_NO_TEXT(() -> new IllegalStateException("\uD800\u0000\u001b[31m\u2028\r\n\uDC00")),
  NAMES_ARE_NO_NAMES(Hostile::oddNames);

  private final Supplier<Throwable> supplier;

  Hostile(Supplier<Throwable> supplier) {
    this.supplier = supplier;
  }

  Throwable throwable() {
    return supplier.get();
  }

  private static Throwable circle() {
    Throwable first = new IllegalStateException("first");
    Throwable second = new IllegalArgumentException("second", first);
    first.initCause(second);
    return first;
  }

  private static Throwable suppressedCircle() {
    Throwable first = new IllegalStateException("first");
    Throwable second = new IllegalArgumentException("second");
    first.addSuppressed(second);
    second.addSuppressed(first);
    return first;
  }

  private static Throwable chain(int causes) {
    Throwable error = new IllegalStateException("innermost");
    for (int i = 0; i < causes; i++) {
      error = new Shallow(error);
    }
    return error;
  }

  private static Throwable hugeStack() {
    Throwable error = new IllegalStateException("deep");
    StackTraceElement[] stack = new StackTraceElement[100_000];
    for (int i = 0; i < stack.length; i++) {
      stack[i] = new StackTraceElement("shop.Deep" + i, "down", "Deep.java", i);
    }
    error.setStackTrace(stack);
    return error;
  }

  private static Throwable oddNames() {
    String odd = "at (:)\n\tat \uD800\u2028";
    Throwable error = new IllegalStateException("odd");
    error.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(odd, odd, odd, 1),
          new StackTraceElement("", "", null, -2),
          new StackTraceElement("x".repeat(1_000_000), "m", "f", Integer.MIN_VALUE)
        });
    return error;
  }

  private static final class Shallow extends RuntimeException {
    Shallow(Throwable cause) {
      super("wrapped", cause, false, false);
    }
  }

  private static final class MessageThrows extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  private static final class MessageRecurses extends RuntimeException {
    @Override
    @SuppressWarnings("InfiniteRecursion")
    public String getMessage() {
      return getMessage();
    }
  }

  private static final class ToStringThrows extends RuntimeException {
    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }

  private static final class CauseThrows extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }
  }

  private static final class CauseIsAlwaysNew extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      return new CauseIsAlwaysNew();
    }
  }

  private static final class CauseIsItself extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      return this;
    }
  }

  private static final class StackThrows extends RuntimeException {
    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no stack");
    }
  }

  private static final class StackIsNull extends RuntimeException {
    @Override
    public StackTraceElement[] getStackTrace() {
      return null;
    }
  }

  private static final class StackHoldsNull extends RuntimeException {
    @Override
    public StackTraceElement[] getStackTrace() {
      return new StackTraceElement[1];
    }
  }

  private static final class EqualsThrows extends RuntimeException {
    EqualsThrows() {
      super(new IllegalStateException());
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("no equals");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("no hash code");
    }
  }
}
