package io.moontrace.frames;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.bootstrap.VmErrorActivations;
import io.moontrace.error.ReportLimiter;
import io.moontrace.error.WeakIdentityMap;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/**
 * Records which Lua activations a throwable has unwound. Code woven into {@code LuaClosure.execute}
 * calls {@link #unwound} on the throwing thread; everything else runs when an error is caught or
 * reported.
 */
public final class LuaFrames {
  /** Throwables of other classes than LuaError that are remembered. */
  private static final int MAX_IN_FLIGHT = 10_000;

  private static final VirtualField<LuaError, Activations> OF_LUA_ERROR =
      VirtualField.find(LuaError.class, Activations.class);

  private static final WeakIdentityMap<Throwable, Activations> OF_OTHERS =
      new WeakIdentityMap<>(MAX_IN_FLIGHT);

  private static final CallSiteLimiter CAPTURE_LIMITER = new CallSiteLimiter();

  /** Loads the classes that {@link #unwound} needs, long before the first error. */
  public static void prepare() {
    activationsOf(new LuaError("")).end();
    activationsOf(new IllegalStateException()).end();
    LuaBoundary.current().vmErrorActivations().clear();
  }

  /** Records that a throwable unwinds an activation. Never throws. */
  public static void unwound(Throwable thrown, Prototype prototype, int pc) {
    try {
      if (thrown instanceof VirtualMachineError) {
        LuaBoundary.current().vmErrorActivations().add(thrown, prototype, pc);
      } else {
        activationsOf(thrown).add(prototype, pc);
      }
    } catch (Throwable t) {
      // The application's error propagates, and lacks a frame in the report.
    }
  }

  /** Like {@link #unwound}, with the values of local variables. Never throws. */
  public static void unwoundWithLocals(
      Throwable thrown, LuaClosure closure, int pc, LuaValue[] stack) {
    try {
      if (thrown instanceof VirtualMachineError) {
        LuaBoundary.current().vmErrorActivations().add(thrown, closure.p, pc);
      } else {
        activationsOf(thrown).add(closure.p, pc, Locals.of(closure, pc, stack));
      }
    } catch (Throwable t) {
      // The application's error propagates, and lacks a frame in the report.
    }
  }

  /** Records that the compiler rejects a chunk, and the position. */
  public static void recordSyntaxError(LuaError thrown, String source, int line) {
    activationsOf(thrown).setCompiling(new CompilePosition(source, line));
  }

  /**
   * Records that a script catches a throwable. Unless the call site that raised it has reached its
   * limit, the activations outside of the catch are captured, too.
   *
   * @return the captured activations, or null if they were not captured
   */
  public static @Nullable Activations caught(Throwable thrown) {
    if (thrown instanceof VirtualMachineError) {
      return null;
    }
    Activations activations = activationsOf(thrown);
    activations.end();
    if (!CAPTURE_LIMITER.allows(
        siteHash(thrown, activations), System.nanoTime(), ReportLimiter.handledInterval())) {
      return null;
    }
    activations.setSuspended(SuspendedActivations.ofCurrentThread());
    return activations;
  }

  /** The activations that a throwable has unwound, innermost first; empty if there are none. */
  public static List<Activation> unwoundBy(Throwable thrown) {
    if (thrown instanceof VirtualMachineError) {
      return unwoundBy(thrown, LuaBoundary.current().vmErrorActivations());
    }
    Activations activations = find(thrown);
    return activations == null ? Collections.emptyList() : activations.toList();
  }

  /** What {@link #unwound} and {@link #caught} recorded, or null. */
  public static @Nullable Activations find(Throwable thrown) {
    return thrown instanceof LuaError ? OF_LUA_ERROR.get((LuaError) thrown) : OF_OTHERS.get(thrown);
  }

  /**
   * Declares that the throwable has escaped Lua and was reported. If it is thrown again, it starts
   * with an empty stack.
   */
  public static void markReported(Throwable thrown) {
    if (thrown instanceof VirtualMachineError) {
      LuaBoundary.current().vmErrorActivations().clear();
      return;
    }
    Activations activations = find(thrown);
    if (activations != null) {
      activations.end();
    }
  }

  /**
   * The position that LuaJ prepends to the message: {@code @orders.lua:12}. Null if the throwable
   * unwound no interpreted function.
   */
  public static @Nullable String position(Throwable thrown) {
    Activations activations = find(thrown);
    return activations == null ? null : activations.position();
  }

  /** The low-cardinality name of the chunk of the innermost activation; empty if unknown. */
  public static String chunk(Throwable thrown) {
    Activations activations = thrown instanceof VirtualMachineError ? null : find(thrown);
    LuaChunk chunk = activations == null ? null : activations.chunk();
    return chunk == null ? "" : chunk.lowCardinalityName();
  }

  /** A hash of the call site that raised an error. */
  private static int siteHash(Throwable thrown, Activations activations) {
    int hash = 31 * thrown.getClass().hashCode() + activations.siteHash();
    // raised by a library function or the compiler, which have no position
    return activations.siteHash() == 0 && thrown.getClass() == LuaError.class
        ? 31 * hash + String.valueOf(thrown.getMessage()).hashCode()
        : hash;
  }

  private static List<Activation> unwoundBy(Throwable thrown, VmErrorActivations notes) {
    List<Activation> activations = new ArrayList<>();
    for (int i = 0; i < notes.count(thrown); i++) {
      Object prototype = notes.function(i);
      if (prototype instanceof Prototype) {
        activations.add(
            new LuaActivation((Prototype) prototype, notes.pc(i), Collections.emptyMap()));
      }
    }
    return activations;
  }

  private static Activations activationsOf(Throwable thrown) {
    Activations existing = find(thrown);
    if (existing != null) {
      return existing;
    }
    Activations added = new Activations();
    if (!(thrown instanceof LuaError)) {
      return OF_OTHERS.putIfAbsent(thrown, added);
    }
    OF_LUA_ERROR.set((LuaError) thrown, added);
    return added;
  }

  private LuaFrames() {}
}
