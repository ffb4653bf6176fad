package io.moontrace.bootstrap;

import io.moontrace.error.WeakIdentityMap;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the local variables of the suspended methods on the current thread's stack. It uses {@code
 * java.lang.LiveStackFrame}, an internal class of Java 9 and later, which the agent opens to this
 * package only. A walk takes some hundred microseconds, so it is used for errors only. On a JDK
 * without that class, nothing is read. Thread-safe.
 */
public final class SuspendedFrames {
  /** Copies of LuaJ for which the local variable that holds the pc is remembered. */
  private static final int MAX_ENGINES = 1_000;

  /** Frames of any method that a walk visits. */
  private static final int MAX_DEPTH = 10_000;

  private static final int UNKNOWN = -1;

  private static final WeakIdentityMap<ClassLoader, Integer> PC_LOCALS =
      new WeakIdentityMap<>(MAX_ENGINES);

  private static volatile @Nullable SuspendedFrames reader;

  private final Object walker;
  private final Method walk;
  private final Method className;
  private final Method methodName;
  private final Method locals;
  private final Class<?> slot;
  private final Method slotValue;

  private SuspendedFrames() throws ReflectiveOperationException {
    Class<?> live = Class.forName("java.lang.LiveStackFrame");
    walker = accessible(live.getDeclaredMethod("getStackWalker")).invoke(null);
    walk = Class.forName("java.lang.StackWalker").getMethod("walk", Function.class);
    Class<?> frame = Class.forName("java.lang.StackWalker$StackFrame");
    className = frame.getMethod("getClassName");
    methodName = frame.getMethod("getMethodName");
    locals = accessible(live.getDeclaredMethod("getLocals"));
    slot = Class.forName("java.lang.LiveStackFrame$PrimitiveSlot");
    boolean is64Bit = "64".equals(System.getProperty("sun.arch.data.model"));
    slotValue = accessible(slot.getDeclaredMethod(is64Bit ? "longValue" : "intValue"));
  }

  /**
   * Called by the agent once it has opened {@code java.lang} to this class.
   *
   * @throws ReflectiveOperationException if this JDK does not allow it; {@link #locals} then
   *     returns an empty list
   */
  public static void open() throws ReflectiveOperationException {
    reader = new SuspendedFrames();
  }

  /** Sets which local variable of {@code LuaClosure.execute} holds the pc in one copy of LuaJ. */
  public static void setPcLocal(ClassLoader engine, int local) {
    PC_LOCALS.putIfAbsent(engine, local);
  }

  /** The local variable set by {@link #setPcLocal}, or a negative number. */
  public static int pcLocal(@Nullable ClassLoader engine) {
    Integer local = engine == null ? null : PC_LOCALS.get(engine);
    return local == null ? UNKNOWN : local;
  }

  /**
   * The local variables of each activation of one method on the current thread, innermost first:
   * objects as they are, numbers in the form that {@link #number} reads. Empty if nothing can be
   * read.
   *
   * @param limit the maximum number of activations; the innermost are returned
   */
  public static List<Object[]> locals(String type, String method, int limit) {
    SuspendedFrames open = reader;
    if (open == null) {
      return Collections.emptyList();
    }
    try {
      Function<Stream<?>, List<Object[]>> collect =
          frames -> open.collect(frames.iterator(), type, method, limit);
      @SuppressWarnings("unchecked")
      List<Object[]> found = (List<Object[]>) open.walk.invoke(open.walker, collect);
      return found;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Collections.emptyList();
    }
  }

  /** The value of a local variable of type int, or a negative number if it is of another type. */
  public static int number(@Nullable Object local) {
    SuspendedFrames open = reader;
    if (open == null || !open.slot.isInstance(local)) {
      return UNKNOWN;
    }
    try {
      return ((Number) open.slotValue.invoke(local)).intValue();
    } catch (ReflectiveOperationException e) {
      return UNKNOWN;
    }
  }

  private List<Object[]> collect(Iterator<?> frames, String type, String method, int limit) {
    List<Object[]> found = new ArrayList<>();
    try {
      for (int depth = 0; depth < MAX_DEPTH && found.size() < limit && frames.hasNext(); depth++) {
        Object frame = frames.next();
        if (method.equals(methodName.invoke(frame)) && type.equals(className.invoke(frame))) {
          found.add((Object[]) locals.invoke(frame));
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private static Method accessible(Method method) {
    method.setAccessible(true);
    return method;
  }
}
