package io.moontrace.frames;

import io.moontrace.error.Frame;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/** One activation that an error left: a prototype and the pc of the instruction that failed. */
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

  /** Whether nothing is known but the instruction. */
  boolean isBare() {
    return locals.isEmpty();
  }

  @Override
  public Frame frame(@Nullable Activation caller) {
    LuaChunk chunk = LuaFunctionInfo.of(prototype).chunk();
    if (chunk.name().endsWith(LuaChunk.OF_AGENT)) {
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
   * The definition's name tells more than the call's: {@code O:method} instead of {@code method}.
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

  /** As {@code LuaClosure.processErrorHooks} writes it. */
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
