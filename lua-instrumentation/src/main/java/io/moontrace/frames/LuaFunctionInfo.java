package io.moontrace.frames;

import io.moontrace.error.ChunkId;
import io.moontrace.error.StringLiterals;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;

/**
 * What is known of a function from the moment its chunk was loaded: the chunk, and the name it was
 * defined by. Lives as long as its prototype. Thread-safe.
 */
public final class LuaFunctionInfo {
  private static final VirtualField<Prototype, LuaFunctionInfo> OF_PROTOTYPE =
      VirtualField.find(Prototype.class, LuaFunctionInfo.class);

  /** Prototypes deeper than this in a chunk get no name: nobody nests functions so. */
  private static final int MAX_NESTING = 64;

  static final String MAIN_CHUNK = "main chunk";

  private final LuaChunk chunk;
  private final @Nullable String definedName;

  /** Made at the first error; two threads may both make it, and make the same. */
  private volatile @Nullable StringLiterals literals;

  private LuaFunctionInfo(LuaChunk chunk, @Nullable String definedName) {
    this.chunk = chunk;
    this.definedName = definedName;
  }

  /** Never null: a prototype that was loaded out of sight has a chunk without digest. */
  public static LuaFunctionInfo of(Prototype prototype) {
    LuaFunctionInfo known = OF_PROTOTYPE.get(prototype);
    if (known != null) {
      return known;
    }
    LuaFunctionInfo info =
        new LuaFunctionInfo(LuaChunk.of(source(prototype), null), nameOf(prototype));
    OF_PROTOTYPE.set(prototype, info);
    return info;
  }

  /** Takes note of a chunk that was just loaded, with all functions in it. */
  static void loaded(Prototype main, @Nullable ChunkId id, @Nullable SourceText text) {
    LuaChunk chunk = LuaChunk.of(source(main), id).withText(text);
    OF_PROTOTYPE.set(main, new LuaFunctionInfo(chunk, nameOf(main)));
    nested(main, chunk, 0);
  }

  private static void nested(Prototype parent, LuaChunk chunk, int depth) {
    if (depth == MAX_NESTING) {
      return;
    }
    String[] names = DefinitionNames.ofFunctionsIn(parent);
    for (int i = 0; i < parent.p.length; i++) {
      OF_PROTOTYPE.set(parent.p[i], new LuaFunctionInfo(chunk, names[i]));
      nested(parent.p[i], chunk, depth + 1);
    }
  }

  public LuaChunk chunk() {
    return chunk;
  }

  /**
   * {@code main chunk}, or as the source defines it ({@code checkout}, {@code O:method}), or null.
   */
  public @Nullable String definedName() {
    return definedName;
  }

  /** The strings it is written with. */
  StringLiterals literals(Prototype prototype) {
    StringLiterals known = literals;
    if (known == null) {
      known = LuaLiterals.of(prototype);
      literals = known;
    }
    return known;
  }

  /** A function that string.dump wrote is no main chunk when it is loaded. */
  private static @Nullable String nameOf(Prototype loaded) {
    return loaded.linedefined == 0 ? MAIN_CHUNK : null;
  }

  private static @Nullable String source(Prototype prototype) {
    LuaString source = prototype.source;
    return source == null ? null : source.tojstring();
  }
}
