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
 * Reads the local variables of methods that the current thread is in the middle of, by {@code
 * java.lang.LiveStackFrame} (Java 9 and later; a class of the JDK's own, which the agent opens to
 * this package alone). A walk costs some hundred microseconds, so it is for errors only. Where the
 * JDK has no such class, nothing is read.
 */
public final class SuspendedFrames {
  /** How many copies of LuaJ are known by the local variable that holds the pc. */
  private static final int MAX_ENGINES = 1_000;

  /** How many frames of any method a walk looks at. */
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
   * @throws ReflectiveOperationException when this JDK lets nobody read; {@link #locals} is empty
   *     then
   */
  public static void open() throws ReflectiveOperationException {
    reader = new SuspendedFrames();
  }

  /** Says which local variable of {@code LuaClosure.execute} holds the pc in one copy of LuaJ. */
  public static void setPcLocal(ClassLoader engine, int local) {
    PC_LOCALS.putIfAbsent(engine, local);
  }

  /** What {@link #setPcLocal} said, or a negative number. */
  public static int pcLocal(@Nullable ClassLoader engine) {
    Integer local = engine == null ? null : PC_LOCALS.get(engine);
    return local == null ? UNKNOWN : local;
  }

  /**
   * The local variables of each activation of one method on the current thread, innermost first:
   * objects as they are, numbers as {@link #number} reads them. Empty when nothing can be read.
   *
   * @param limit how many activations at most, the innermost ones
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

  /** The number in a local variable of type int, or a negative one when it holds none. */
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
