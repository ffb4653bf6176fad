package io.moontrace.frames;

import io.moontrace.bootstrap.Policy;
import io.moontrace.error.ChunkId;
import io.moontrace.error.Frame;
import io.moontrace.error.Redaction;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/** A chunk: one source text or one precompiled file, under the name it was loaded by. */
public final class LuaChunk {
  /** How the names of the agent's own chunks end: to scripts they are built in. */
  public static final String OF_AGENT = " [moontrace]";

  /** Lua's LUA_IDSIZE: how long a chunk's shown name may be. */
  private static final int ID_SIZE = 60;

  private static final String STRING = "[string]";
  private static final String TEXT = "[string \"";

  private final String name;
  private final boolean named;
  private final String path;
  private final @Nullable ChunkId id;

  /** Held for {@link SourceTexts}: it is found there as long as the chunk is in use. */
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private final @Nullable SourceText text;

  private volatile @Nullable ChunkFunctions functions;

  private LuaChunk(String name, boolean named, @Nullable ChunkId id) {
    this(name, named, named ? Policy.sourceMap().path(name) : name, id, null);
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
   * Reads a chunk's name as {@code luaO_chunkid} does: after {@code @} or {@code =} it is a name,
   * else the text of the chunk itself. LuaJ programs often leave the sign out, so a single word is
   * taken for a name too.
   *
   * @param source the name the chunk was loaded by, or null
   * @param id which bytes the chunk is, where it is known
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

  /** A chunk of which nothing but its name is known. */
  static LuaChunk named(String name) {
    return new LuaChunk(name, !name.startsWith("[") && !name.equals("?"), null);
  }

  LuaChunk withText(@Nullable SourceText newText) {
    return new LuaChunk(name, named, path, id, newText);
  }

  /** Called where the prototypes will be gone. */
  void setFunctions(Prototype main) {
    if (functions == null) {
      functions = new ChunkFunctions(main);
    }
  }

  @Nullable ChunkFunctions functions() {
    return functions;
  }

  /** A function of this chunk at a line, or at {@link Frame#NO_LINE}. */
  Frame frame(String function, int line) {
    return Frame.lua(function, path, line, id, named ? Policy.sourceMap().link(name, line) : null);
  }

  /** As Lua shows it: {@code scripts/orders.lua}, {@code [string "return 1"]}. */
  public String name() {
    return name;
  }

  /** Where the text of the chunk lies: its name, unless {@code moontrace.source.map} knows it. */
  public String path() {
    return path;
  }

  /** As {@link #lowCardinalityName}, of a name as {@link #name} gives it. */
  public static String lowCardinality(String name) {
    return name.startsWith(TEXT) ? STRING : name;
  }

  /** The name, or a placeholder where the name is the text of a script: fit for a span's name. */
  public String lowCardinalityName() {
    return named ? name : STRING;
  }

  /** Which bytes the chunk is, or null when it was loaded out of sight. */
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
