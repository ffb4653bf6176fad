package io.moontrace.frames;

import io.moontrace.error.ChunkId;
import io.moontrace.error.SourceText;
import io.moontrace.error.StringLiterals;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;

/**
 * Information about a function, recorded when its chunk is loaded: the chunk and the name of its
 * definition. Lives as long as the prototype. Thread-safe.
 */
public final class LuaFunctionInfo {
  private static final VirtualField<Prototype, LuaFunctionInfo> OF_PROTOTYPE =
      VirtualField.find(Prototype.class, LuaFunctionInfo.class);

  /** Nesting depth down to which functions get names, far beyond that of real programs. */
  private static final int MAX_NESTING = 64;

  static final String MAIN_CHUNK = "main chunk";

  private final LuaChunk chunk;
  private final @Nullable String definedName;

  /** Cached at the first error. If two threads both compute it, the results are equal. */
  private volatile @Nullable StringLiterals literals;

  private LuaFunctionInfo(LuaChunk chunk, @Nullable String definedName) {
    this.chunk = chunk;
    this.definedName = definedName;
  }

  /** Never null: a prototype that was loaded without being recorded has a chunk without an id. */
  public static LuaFunctionInfo of(Prototype prototype) {
    LuaFunctionInfo cached = OF_PROTOTYPE.get(prototype);
    if (cached != null) {
      return cached;
    }
    LuaFunctionInfo info =
        new LuaFunctionInfo(LuaChunk.of(source(prototype), null), nameOf(prototype));
    OF_PROTOTYPE.set(prototype, info);
    return info;
  }

  /** Records a chunk that was just loaded, with all its functions. */
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
   * {@code main chunk}, the name of the definition ({@code checkout}, {@code O:method}), or null.
   */
  public @Nullable String definedName() {
    return definedName;
  }

  /** The string literals of the function. */
  StringLiterals literals(Prototype prototype) {
    StringLiterals cached = literals;
    if (cached == null) {
      cached = LuaLiterals.of(prototype);
      literals = cached;
    }
    return cached;
  }

  /** A loaded prototype is not always a main chunk: string.dump writes any function. */
  private static @Nullable String nameOf(Prototype loaded) {
    return loaded.linedefined == 0 ? MAIN_CHUNK : null;
  }

  private static @Nullable String source(Prototype prototype) {
    LuaString source = prototype.source;
    return source == null ? null : source.tojstring();
  }
}
