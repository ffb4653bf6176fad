package io.moontrace.frames;

import io.moontrace.bootstrap.RuntimeSettings;
import io.moontrace.bootstrap.SuspendedFrames;
import io.moontrace.error.Frame;
import io.moontrace.error.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaValue;

/** Reads the activations suspended on the current thread, with their current lines. */
final class SuspendedActivations {
  private static final int CLOSURE = 0;
  private static final int STACK = 1;

  /** Innermost first; empty on a JDK that does not allow reading them (Java 8). */
  static List<Activation> ofCurrentThread() {
    List<Activation> activations = new ArrayList<>();
    int pc = SuspendedFrames.pcLocal(LuaClosure.class.getClassLoader());
    if (pc >= 0) {
      for (Object[] locals :
          SuspendedFrames.locals("org.luaj.vm2.LuaClosure", "execute", Limits.LUA_FRAMES)) {
        activations.add(activation(locals, pc));
      }
    }
    return activations;
  }

  private static Activation activation(Object[] locals, int pcLocal) {
    int pc = pcLocal < locals.length ? SuspendedFrames.number(locals[pcLocal]) : -1;
    if (pc < 0 || !(locals[CLOSURE] instanceof LuaClosure)) {
      return Unknown.INSTANCE; // a function of another copy of LuaJ
    }
    LuaClosure closure = (LuaClosure) locals[CLOSURE];
    return new LuaActivation(closure.p, pc, values(closure, pc, locals[STACK]));
  }

  private static Map<String, String> values(LuaClosure closure, int pc, Object stack) {
    return RuntimeSettings.locals() && stack instanceof LuaValue[]
        ? Locals.of(closure, pc, (LuaValue[]) stack)
        : Collections.emptyMap();
  }

  private enum Unknown implements Activation {
    INSTANCE;

    @Override
    public Frame frame(@Nullable Activation caller) {
      return StackMerger.UNKNOWN;
    }

    @Override
    public @Nullable String calleeName() {
      return null;
    }
  }

  private SuspendedActivations() {}
}
