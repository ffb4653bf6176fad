package io.moontrace.frames;

import io.moontrace.error.Frame;
import org.luaj.vm2.Lua;

/** Where LuaJ's compiler found that a chunk is no Lua. Immutable. */
final class CompilePosition {
  /** Stands where the name of a function stands: none runs yet. */
  private static final String COMPILING = "(compiling)";

  private final String source;
  private final int line;

  CompilePosition(String source, int line) {
    this.source = source;
    this.line = line;
  }

  Frame frame() {
    return Frame.lua(COMPILING, LuaChunk.of(source, null).name(), line, null);
  }

  /** As {@code LexState.lexerror} writes it. */
  String position() {
    return Lua.chunkid(source) + ':' + line;
  }
}
