package io.moontrace.frames;

import io.moontrace.bootstrap.EmergencyNotes;
import io.moontrace.bootstrap.LuaBoundary;
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
 * Which Lua activations a throwable has passed. {@link #left} is called by woven code of {@code
 * LuaClosure.execute}, on the thread that throws; everything else runs when an error is caught or
 * reported.
 */
public final class LuaFrames {
  /** Throwables of other classes than LuaError that are on their way at one time. */
  private static final int MAX_IN_FLIGHT = 10_000;

  private static final VirtualField<LuaError, Activations> OF_LUA_ERROR =
      VirtualField.find(LuaError.class, Activations.class);

  private static final WeakIdentityMap<Throwable, Activations> OF_OTHERS =
      new WeakIdentityMap<>(MAX_IN_FLIGHT);

  private static final CallSiteLimiter HANDLED = new CallSiteLimiter();

  /** Loads what {@link #left} needs, long before the first error. */
  public static void prepare() {
    passed(new LuaError("")).end();
    passed(new IllegalStateException()).end();
    LuaBoundary.current().emergency().forget();
  }

  /** Notes that a throwable leaves an activation. Never throws. */
  public static void left(Throwable thrown, Prototype prototype, int pc) {
    try {
      if (thrown instanceof VirtualMachineError) {
        LuaBoundary.current().emergency().left(thrown, prototype, pc);
      } else {
        passed(thrown).add(prototype, pc);
      }
    } catch (Throwable t) {
      // The application's own error goes on, with a frame less.
    }
  }

  /** As {@link #left}, with the values of local variables. Never throws. */
  public static void leftWithLocals(
      Throwable thrown, LuaClosure closure, int pc, LuaValue[] stack) {
    try {
      if (thrown instanceof VirtualMachineError) {
        LuaBoundary.current().emergency().left(thrown, closure.p, pc);
      } else {
        passed(thrown).add(closure.p, pc, Locals.of(closure, pc, stack));
      }
    } catch (Throwable t) {
      // The application's own error goes on, with a frame less.
    }
  }

  /** Notes that the compiler refuses a chunk, and where. */
  public static void refused(LuaError thrown, String source, int line) {
    passed(thrown).setCompiling(new CompilePosition(source, line));
  }

  /**
   * Notes that a script catches a throwable. If it is the turn of the place where it was raised,
   * what lies outside of the catch is read too.
   *
   * @return what is known of the throwable now, if it was its turn; else null
   */
  public static @Nullable Activations caught(Throwable thrown) {
    if (thrown instanceof VirtualMachineError) {
      return null;
    }
    Activations activations = passed(thrown);
    activations.end();
    if (!HANDLED.isTurn(
        place(thrown, activations), System.nanoTime(), ReportLimiter.handledInterval())) {
      return null;
    }
    activations.setOutside(SuspendedActivations.ofCurrentThread());
    return activations;
  }

  /** Innermost first; empty for a throwable that passed no interpreted function. */
  public static List<Activation> passedBy(Throwable thrown) {
    if (thrown instanceof VirtualMachineError) {
      return passedBy(thrown, LuaBoundary.current().emergency());
    }
    Activations activations = find(thrown);
    return activations == null ? Collections.emptyList() : activations.toList();
  }

  /** What {@link #left} and {@link #caught} noted; null for none. */
  public static @Nullable Activations find(Throwable thrown) {
    return thrown instanceof LuaError ? OF_LUA_ERROR.get((LuaError) thrown) : OF_OTHERS.get(thrown);
  }

  /** Says that the throwable has left Lua: thrown once more, it starts anew. */
  public static void markReported(Throwable thrown) {
    if (thrown instanceof VirtualMachineError) {
      LuaBoundary.current().emergency().forget();
      return;
    }
    Activations activations = find(thrown);
    if (activations != null) {
      activations.end();
    }
  }

  /**
   * Where LuaJ says that the throwable was raised: {@code @orders.lua:12}, as it stands before the
   * message. Null when it passed no interpreted function.
   */
  public static @Nullable String position(Throwable thrown) {
    Activations activations = find(thrown);
    return activations == null ? null : activations.position();
  }

  /** The chunk of the innermost activation, by its name of low cardinality; empty for unknown. */
  public static String chunk(Throwable thrown) {
    Activations activations = thrown instanceof VirtualMachineError ? null : find(thrown);
    LuaChunk chunk = activations == null ? null : activations.chunk();
    return chunk == null ? "" : chunk.lowCardinalityName();
  }

  /** Tells apart, mostly, where errors are raised. */
  private static int place(Throwable thrown, Activations activations) {
    int place = 31 * thrown.getClass().hashCode() + activations.place();
    // raised by a function of the library, or by the compiler
    return activations.place() == 0 && thrown.getClass() == LuaError.class
        ? 31 * place + String.valueOf(thrown.getMessage()).hashCode()
        : place;
  }

  private static List<Activation> passedBy(Throwable thrown, EmergencyNotes notes) {
    List<Activation> passed = new ArrayList<>();
    for (int i = 0; i < notes.count(thrown); i++) {
      Object prototype = notes.function(i);
      if (prototype instanceof Prototype) {
        passed.add(new LuaActivation((Prototype) prototype, notes.pc(i), Collections.emptyMap()));
      }
    }
    return passed;
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
