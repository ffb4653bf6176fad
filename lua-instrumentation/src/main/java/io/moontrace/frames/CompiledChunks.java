package io.moontrace.frames;

import io.moontrace.error.StringLiterals;
import io.moontrace.error.WeakIdentityMap;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Prototype;

/**
 * The chunks that LuaJC compiled. Their functions are classes without a prototype; what ties them
 * together is the class loader, one per chunk.
 */
public final class CompiledChunks {
  private static final int MAX_CHUNKS = 100_000;

  private static final WeakIdentityMap<ClassLoader, LuaChunk> OF_LOADER =
      new WeakIdentityMap<>(MAX_CHUNKS);

  private static final ChunkNames NAMED = new ChunkNames();

  /** Takes note of a chunk that was just compiled. */
  public static void loaded(@Nullable Prototype main, @Nullable LuaFunction compiled) {
    ClassLoader loader = compiled == null ? null : compiled.getClass().getClassLoader();
    if (main != null && loader != null && loader != LuaFunction.class.getClassLoader()) {
      LuaChunk chunk = NAMED.add(LuaFunctionInfo.of(main).chunk());
      chunk.setFunctions(main);
      OF_LOADER.putIfAbsent(loader, chunk);
    }
  }

  /**
   * The chunk of a stack trace element, which tells no more than a name; null where more than one
   * version of a chunk of that name is in use.
   */
  static @Nullable LuaChunk named(String name) {
    return NAMED.find(name);
  }

  /** The strings that the function of a stack trace element is written with; null for unknown. */
  static @Nullable StringLiterals literals(StackTraceElement element) {
    LuaChunk chunk = named(LuajStackRules.chunkName(element));
    ChunkFunctions functions = chunk == null ? null : chunk.functions();
    return functions == null ? null : functions.literals(element.getLineNumber());
  }

  /** Grows whenever {@link #named} may have another answer than before for some name. */
  static int versions() {
    return NAMED.changes();
  }

  /** The chunk that a function was compiled from, or null when it was not. */
  public static @Nullable LuaChunk of(Class<?> function) {
    ClassLoader loader = function.getClassLoader();
    return loader == null || loader == LuaFunction.class.getClassLoader()
        ? null
        : OF_LOADER.get(loader);
  }

  /**
   * The name of a compiled function: {@code orders$checkout} is {@code checkout}. LuaJC numbers
   * those that have none.
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
