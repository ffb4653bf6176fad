package io.moontrace.frames;

import io.moontrace.bootstrap.Policy;
import io.moontrace.error.Frame;
import java.util.Collections;
import java.util.Map;
import org.luaj.vm2.Lua;

/** Where LuaJ's compiler found that a chunk is no Lua. Used by one thread at a time. */
final class CompilePosition {
  /** Stands where the name of a function stands: none runs yet. */
  private static final String COMPILING = "(compiling)";

  private final String source;
  private final int line;
  private Map<Integer, String> text = Collections.emptyMap();

  CompilePosition(String source, int line) {
    this.source = source;
    this.line = line;
  }

  /** Takes what is to be shown of the chunk, as far as the compiler has read it. */
  void read(byte[] chunk) {
    text =
        Policy.sourceLines() == 0
            ? Collections.emptyMap()
            : new SourceText(chunk).around(line, Policy.sourceLines());
  }

  Frame frame() {
    Frame frame = LuaChunk.of(source, null).frame(COMPILING, line);
    return text.isEmpty() ? frame : frame.withSource(text);
  }

  /** As {@code LexState.lexerror} writes it. */
  String position() {
    return Lua.chunkid(source) + ':' + line;
  }
}
