package io.moontrace.agent.calltree;

import io.moontrace.error.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/**
 * What a piece of Java has on the stack when what it calls, or it itself, throws. Found out by
 * calling it from Java: the JVM's own stack trace is the truth.
 *
 * @param thrown what leaves it, and the causes that it makes itself
 * @param behind the frames it has under an exception that it calls for and catches
 */
record JavaCode(List<Thrown> thrown, List<TrueFrame> behind, boolean throwsError) {

  /** Java code that may throw. */
  interface Code {
    void run(LuaValue callback) throws Throwable;
  }

  static JavaCode of(Code code) {
    try {
      code.run(new Probe());
    } catch (Throwable t) {
      return of(t);
    }
    throw new AssertionError("it throws nothing");
  }

  /** The frames of code that lets through what it calls for. */
  List<TrueFrame> frames() {
    return thrown.get(0).frames();
  }

  private static JavaCode of(Throwable t) {
    List<Thrown> thrown = new ArrayList<>();
    List<TrueFrame> behind = List.of();
    Cause.Relation relation = null;
    for (Throwable next = t; next != null; next = next.getCause()) {
      if (next instanceof ProbeException && next != t) {
        behind = frames(next);
      } else {
        thrown.add(new Thrown(relation, next.getClass().getName(), frames(next)));
      }
      relation = Cause.Relation.CAUSE;
    }
    return new JavaCode(thrown, behind, t instanceof Error);
  }

  private static List<TrueFrame> frames(Throwable t) {
    return frames(t, Set.of(JavaCode.class.getName(), JavaSide.class.getName()));
  }

  /** Down to the bottom of the stack. */
  static List<TrueFrame> allFrames(Throwable t) {
    return frames(t, Set.of());
  }

  private static List<TrueFrame> frames(Throwable t, Set<String> end) {
    List<TrueFrame> frames = new ArrayList<>();
    for (StackTraceElement element : t.getStackTrace()) {
      String type = element.getClassName();
      if (end.contains(type)) {
        break;
      }
      if (!type.startsWith("org.luaj.") && !type.equals(Probe.class.getName())) {
        frames.add(TrueFrame.java(element));
      }
    }
    return frames;
  }

  /** A function that throws. */
  static final class Probe extends VarArgFunction
      implements Runnable, Supplier<Object>, Comparator<String> {
    @Override
    public Varargs invoke(Varargs args) {
      throw new ProbeException();
    }

    @Override
    public Object get() {
      throw new ProbeException();
    }

    @Override
    @SuppressWarnings("UnusedVariable")
    public int compare(String a, String b) {
      throw new ProbeException();
    }

    @Override
    public void run() {
      throw new ProbeException();
    }
  }

  private static final class ProbeException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
