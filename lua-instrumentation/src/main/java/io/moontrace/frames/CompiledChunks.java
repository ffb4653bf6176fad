package io.moontrace.frames;

import io.moontrace.error.StringLiterals;
import io.moontrace.error.WeakIdentityMap;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Prototype;

/**
 * The chunks that LuaJC compiled. Their functions are classes without prototypes and belong
 * together by their class loader, one per chunk. Thread-safe.
 */
public final class CompiledChunks {
  private static final int MAX_CHUNKS = 100_000;

  private static final WeakIdentityMap<ClassLoader, LuaChunk> OF_LOADER =
      new WeakIdentityMap<>(MAX_CHUNKS);

  private static final ChunkNames NAMED = new ChunkNames();

  /** Records a chunk that was just compiled. */
  public static void loaded(@Nullable Prototype main, @Nullable LuaFunction compiled) {
    ClassLoader loader = compiled == null ? null : compiled.getClass().getClassLoader();
    if (main != null && loader != null && loader != LuaFunction.class.getClassLoader()) {
      LuaChunk chunk = NAMED.add(LuaFunctionInfo.of(main).chunk());
      chunk.setFunctions(main);
      OF_LOADER.putIfAbsent(loader, chunk);
    }
  }

  /**
   * The chunk with the name found in a stack trace element; null if several versions of that name
   * are in use.
   */
  static @Nullable LuaChunk named(String name) {
    return NAMED.find(name);
  }

  /** The string literals of the function of a stack trace element; null if unknown. */
  static @Nullable StringLiterals literals(StackTraceElement element) {
    LuaChunk chunk = named(LuajStackRules.chunkName(element));
    ChunkFunctions functions = chunk == null ? null : chunk.functions();
    return functions == null ? null : functions.literals(element.getLineNumber());
  }

  /** A number that grows whenever the result of {@link #named} may have changed for some name. */
  static int versions() {
    return NAMED.changes();
  }

  /** The chunk from which a function was compiled, or null if it was not compiled. */
  public static @Nullable LuaChunk of(Class<?> function) {
    ClassLoader loader = function.getClassLoader();
    return loader == null || loader == LuaFunction.class.getClassLoader()
        ? null
        : OF_LOADER.get(loader);
  }

  /**
   * The name of a compiled function: {@code checkout} for {@code orders$checkout}. LuaJC numbers
   * unnamed functions.
   */
  public static String functionName(String className, String chunk) {
    int nested = className.lastIndexOf('$');
    if (nested < 0) {
      return LuaFunctionInfo.MAIN_CHUNK;
    }
    String name = className.substring(nested + 1);
    return Character.isDigit(name.charAt(0)) ? '<' + chunk + '>' : name;
  }

  private CompiledChunks() {}
}
