package io.moontrace.frames;

import io.moontrace.error.Frame;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/** One activation, given by a prototype and the pc of the current instruction. */
final class LuaActivation implements Activation {
  private final Prototype prototype;
  private final int pc;
  private final Map<String, String> locals;

  LuaActivation(Prototype prototype, int pc, Map<String, String> locals) {
    this.prototype = prototype;
    this.pc = pc;
    this.locals = locals;
  }

  Prototype prototype() {
    return prototype;
  }

  int pc() {
    return pc;
  }

  /** Whether there are no local variables. */
  boolean isBare() {
    return locals.isEmpty();
  }

  @Override
  public Frame frame(@Nullable Activation caller) {
    LuaChunk chunk = LuaFunctionInfo.of(prototype).chunk();
    if (chunk.name().endsWith(LuaChunk.AGENT_SUFFIX)) {
      return Frame.builtin(name(caller));
    }
    Frame frame = chunk.frame(name(caller), line());
    return locals.isEmpty() ? frame : frame.withLocals(locals);
  }

  @Override
  public @Nullable String calleeName() {
    return CallNames.ofCall(prototype, pc);
  }

  /**
   * The name of the definition ({@code O:method}), which is more specific than that of the call
   * ({@code method}), else the name of the call.
   */
  private String name(@Nullable Activation caller) {
    LuaFunctionInfo function = LuaFunctionInfo.of(prototype);
    String defined = function.definedName();
    if (defined != null) {
      return defined;
    }
    String called = caller == null ? null : caller.calleeName();
    return called != null
        ? called
        : "<" + function.chunk().path() + ":" + prototype.linedefined + ">";
  }

  /** The position in the format of {@code LuaClosure.processErrorHooks}. */
  String position() {
    int line = line();
    return (prototype.source == null ? "?" : prototype.source.tojstring())
        + ':'
        + (line == Frame.NO_LINE ? "?" : Integer.toString(line));
  }

  private int line() {
    int[] lines = prototype.lineinfo;
    return lines != null && pc >= 0 && pc < lines.length ? lines[pc] : Frame.NO_LINE;
  }
}
