package io.moontrace.frames;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.bootstrap.OverflowNotes;
import io.moontrace.error.Frame;
import io.moontrace.error.WeakIdentityMap;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Prototype;

/**
 * Which Lua activations a throwable has passed. {@link #left} is called by woven code of {@code
 * LuaClosure.execute}, on the thread that throws; everything else runs when an error is reported.
 */
public final class LuaFrames {
  /** Throwables of other classes than LuaError that are on their way at one time. */
  private static final int MAX_IN_FLIGHT = 10_000;

  private static final VirtualField<LuaError, Activations> OF_LUA_ERROR =
      VirtualField.find(LuaError.class, Activations.class);

  private static final WeakIdentityMap<Throwable, Activations> OF_OTHERS =
      new WeakIdentityMap<>(MAX_IN_FLIGHT);

  /** Loads what {@link #left} needs, long before the first error. */
  public static void prepare() {
    passed(new LuaError("")).markReported();
    passed(new IllegalStateException()).markReported();
    LuaBoundary.current().overflow().forget();
  }

  /** Notes that a throwable leaves an activation. Never throws. */
  public static void left(Throwable thrown, Prototype prototype, int pc) {
    try {
      if (!(thrown instanceof VirtualMachineError)) {
        passed(thrown).add(prototype, pc);
      } else if (thrown instanceof StackOverflowError) {
        LuaBoundary.current().overflow().left(thrown, prototype, pc);
      }
      // In want of memory nothing is noted.
    } catch (Throwable t) {
      // The application's own error goes on, with a frame less.
    }
  }

  /** Innermost first; empty for a throwable that passed no interpreted function. */
  public static List<Activation> passedBy(Throwable thrown) {
    if (thrown instanceof StackOverflowError) {
      return passedByOverflow(thrown, LuaBoundary.current().overflow());
    }
    Activations activations = find(thrown);
    return activations == null
        ? Collections.<Activation>emptyList()
        : new ArrayList<Activation>(activations.toList());
  }

  /** Says that the throwable has left Lua: thrown once more, it starts anew. */
  public static void markReported(Throwable thrown) {
    if (thrown instanceof StackOverflowError) {
      LuaBoundary.current().overflow().forget();
      return;
    }
    Activations activations = find(thrown);
    if (activations != null) {
      activations.markReported();
    }
  }

  /** The one stack of a throwable that passed these activations, innermost first. */
  public static List<Frame> stack(StackTraceElement[] java, List<Activation> passed) {
    return StackMerger.merge(java, passed, LuajStackRules.INSTANCE);
  }

  /** As {@link #stack}, as far as it is known: for an error that was caught on its way. */
  public static List<Frame> knownStack(StackTraceElement[] java, List<Activation> passed) {
    return StackMerger.mergeKnown(java, passed, LuajStackRules.INSTANCE);
  }

  /**
   * Where LuaJ says that the throwable was raised: {@code @orders.lua:12}, as it stands before the
   * message. Null when it passed no interpreted function.
   */
  public static @Nullable String position(Throwable thrown) {
    Activations activations = find(thrown);
    return activations == null ? null : activations.position();
  }

  private static List<Activation> passedByOverflow(Throwable thrown, OverflowNotes notes) {
    List<Activation> passed = new ArrayList<>();
    for (int i = 0; i < notes.count(thrown); i++) {
      Object prototype = notes.function(i);
      if (prototype instanceof Prototype) {
        passed.add(new LuaActivation((Prototype) prototype, notes.pc(i)));
      }
    }
    return passed;
  }

  private static @Nullable Activations find(Throwable thrown) {
    return thrown instanceof LuaError ? OF_LUA_ERROR.get((LuaError) thrown) : OF_OTHERS.get(thrown);
  }

  private static Activations passed(Throwable thrown) {
    Activations known = find(thrown);
    if (known != null) {
      return known;
    }
    Activations fresh = new Activations();
    if (!(thrown instanceof LuaError)) {
      return OF_OTHERS.putIfAbsent(thrown, fresh);
    }
    OF_LUA_ERROR.set((LuaError) thrown, fresh);
    return fresh;
  }

  private LuaFrames() {}
}
