package io.moontrace.boundary;

import io.moontrace.bootstrap.ErrorCounts;
import io.moontrace.frames.CompiledChunks;
import io.moontrace.frames.LuaChunk;
import io.moontrace.frames.LuaFunctionInfo;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Prototype;

/** The function and chunk of an entry into Lua. Immutable. */
final class LuaCall {
  private static final int NO_LINE = 0;

  private final LuaChunk chunk;
  private final String function;
  private final boolean isMainChunk;
  private final int line;

  private LuaCall(LuaChunk chunk, String function, boolean isMainChunk, int line) {
    this.chunk = chunk;
    this.function = function;
    this.isMainChunk = isMainChunk;
    this.line = line;
  }

  static boolean isLua(LuaFunction function) {
    return function.isclosure() || CompiledChunks.of(function.getClass()) != null;
  }

  /** Null if the function is not written in Lua. */
  static @Nullable LuaCall of(LuaFunction function) {
    if (function.isclosure()) {
      return interpreted(function.checkclosure().p);
    }
    LuaChunk chunk = CompiledChunks.of(function.getClass());
    return chunk == null ? null : compiled(chunk, function.getClass().getName());
  }

  /** Like {@link LuaChunk#lowCardinalityName}, for a function that is written in Lua. */
  static String chunkName(LuaFunction function) {
    LuaChunk chunk =
        function.isclosure()
            ? LuaFunctionInfo.of(function.checkclosure().p).chunk()
            : CompiledChunks.of(function.getClass());
    return chunk == null ? ErrorCounts.NO_CHUNK : chunk.lowCardinalityName();
  }

  private static LuaCall interpreted(Prototype prototype) {
    LuaFunctionInfo info = LuaFunctionInfo.of(prototype);
    String name = info.definedName();
    int line = prototype.linedefined;
    return new LuaCall(info.chunk(), name == null ? "<" + line + ">" : name, line == 0, line);
  }

  private static LuaCall compiled(LuaChunk chunk, String className) {
    boolean isMainChunk = className.indexOf('$') < 0;
    return new LuaCall(
        chunk, CompiledChunks.functionName(className, chunk.path()), isMainChunk, NO_LINE);
  }

  /** {@code lua <chunk>} or {@code lua <chunk>:<function>}, with low cardinality. */
  String spanName() {
    String name = "lua " + chunk.lowCardinalityName();
    return isMainChunk ? name : name + ':' + function;
  }

  LuaChunk chunk() {
    return chunk;
  }

  String function() {
    return function;
  }

  /** The line of the function's definition, or a number below 1 if unknown. */
  int line() {
    return line;
  }
}
