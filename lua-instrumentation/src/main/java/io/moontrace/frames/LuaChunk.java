package io.moontrace.frames;

import io.moontrace.bootstrap.RuntimeSettings;
import io.moontrace.error.ChunkId;
import io.moontrace.error.Frame;
import io.moontrace.error.Redaction;
import io.moontrace.error.SourceText;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/**
 * A chunk: one source text or one precompiled file, with the name under which it was loaded.
 * Thread-safe.
 */
public final class LuaChunk {
  /** The suffix of the names of the agent's own chunks, which appear as built-in functions. */
  public static final String AGENT_SUFFIX = " [moontrace]";

  /** Lua's LUA_IDSIZE: the maximum length of a displayed chunk name. */
  private static final int ID_SIZE = 60;

  private static final String STRING = "[string]";
  private static final String TEXT = "[string \"";

  private final String name;
  private final boolean named;
  private final String path;
  private final @Nullable ChunkId id;

  /** Keeps the text alive, so that {@link SourceTexts} finds it as long as the chunk is in use. */
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private final @Nullable SourceText text;

  private volatile @Nullable ChunkFunctions functions;

  private LuaChunk(String name, boolean named, @Nullable ChunkId id) {
    this(name, named, named ? RuntimeSettings.sourceMap().path(name) : name, id, null);
  }

  private LuaChunk(
      String name, boolean named, String path, @Nullable ChunkId id, @Nullable SourceText text) {
    this.name = name;
    this.named = named;
    this.path = path;
    this.id = id;
    this.text = text;
  }

  /**
   * Interprets a chunk's source like {@code luaO_chunkid}: after {@code @} or {@code =} it is a
   * name, otherwise the text of the chunk itself. LuaJ programs often omit the prefix, so a single
   * word is also taken for a name.
   *
   * @param source the source name with which the chunk was loaded, or null
   * @param id identifies the bytes of the chunk, if known
   */
  static LuaChunk of(@Nullable String source, @Nullable ChunkId id) {
    if (source == null || source.isEmpty()) {
      return new LuaChunk("?", false, id);
    }
    if (source.charAt(0) == '@' || source.charAt(0) == '=') {
      return new LuaChunk(source.substring(1), true, id);
    }
    if (isWord(source)) {
      return new LuaChunk(source, true, id);
    }
    return new LuaChunk(TEXT + Redaction.code(firstLine(source)) + "\"]", false, id);
  }

  /** A chunk of which only the name is known. */
  static LuaChunk named(String name) {
    return new LuaChunk(name, !name.startsWith("[") && !name.equals("?"), null);
  }

  LuaChunk withText(@Nullable SourceText newText) {
    return new LuaChunk(name, named, path, id, newText);
  }

  /** Records the functions of a chunk whose prototypes will not be available later. */
  void setFunctions(Prototype main) {
    if (functions == null) {
      functions = new ChunkFunctions(main);
    }
  }

  @Nullable ChunkFunctions functions() {
    return functions;
  }

  /** A frame of a function of this chunk at a line, or at {@link Frame#NO_LINE}. */
  Frame frame(String function, int line) {
    return Frame.lua(
        function, path, line, id, named ? RuntimeSettings.sourceMap().link(name, line) : null);
  }

  /** The name as Lua displays it: {@code scripts/orders.lua}, {@code [string "return 1"]}. */
  public String name() {
    return name;
  }

  /** The path of the source: the name, unless {@code moontrace.source.map} maps it. */
  public String path() {
    return path;
  }

  /** Like {@link #lowCardinalityName}, for a name returned by {@link #name}. */
  public static String lowCardinality(String name) {
    return name.startsWith(TEXT) ? STRING : name;
  }

  /** The name, or a placeholder if the name is the text of a script. Suitable for span names. */
  public String lowCardinalityName() {
    return named ? name : STRING;
  }

  /** Identifies the bytes of the chunk; null if it was loaded without being recorded. */
  public @Nullable ChunkId id() {
    return id;
  }

  private static boolean isWord(String source) {
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (!Character.isLetterOrDigit(c) && "._-/\\:$".indexOf(c) < 0) {
        return false;
      }
    }
    return source.length() <= ID_SIZE * 4;
  }

  private static String firstLine(String source) {
    int end = source.indexOf('\n');
    boolean whole = end < 0 && source.length() <= ID_SIZE;
    String line = source.substring(0, Math.min(end < 0 ? source.length() : end, ID_SIZE));
    return whole ? line : line + "...";
  }
}
