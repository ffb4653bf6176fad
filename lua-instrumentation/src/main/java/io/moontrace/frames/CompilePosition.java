package io.moontrace.frames;

import io.moontrace.bootstrap.RuntimeSettings;
import io.moontrace.error.Frame;
import io.moontrace.error.SourceText;
import java.util.Collections;
import java.util.Map;
import org.luaj.vm2.Lua;

/** The position of a syntax error in a chunk. Used by one thread at a time. */
final class CompilePosition {
  /** Takes the place of a function name, because no function runs yet. */
  private static final String COMPILING = "(compiling)";

  private final String chunkSource;
  private final int line;
  private Map<Integer, String> source = Collections.emptyMap();

  CompilePosition(String chunkSource, int line) {
    this.chunkSource = chunkSource;
    this.line = line;
  }

  /** Stores the source lines around the position from the bytes that the compiler has read. */
  void setSource(byte[] chunk) {
    source =
        RuntimeSettings.sourceLines() == 0
            ? Collections.emptyMap()
            : new SourceText(chunk).around(line, RuntimeSettings.sourceLines());
  }

  Frame frame() {
    Frame frame = LuaChunk.of(chunkSource, null).frame(COMPILING, line);
    return source.isEmpty() ? frame : frame.withSource(source);
  }

  /** The position in the format of {@code LexState.lexerror}. */
  String position() {
    return Lua.chunkid(chunkSource) + ':' + line;
  }
}
