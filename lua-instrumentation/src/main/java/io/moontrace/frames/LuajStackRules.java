package io.moontrace.frames;

import io.moontrace.error.Frame;
import org.jspecify.annotations.Nullable;

/** Classifies the classes and methods of LuaJ 3 on a Java stack trace. */
final class LuajStackRules implements StackRules {
  static final StackRules INSTANCE = new LuajStackRules();

  private static final String ENGINE = "org.luaj.vm2.";
  private static final String LIBRARY = "org.luaj.vm2.lib.";
  private static final String COROUTINE = "org.luaj.vm2.LuaThread$State";
  private static final String OURS = "io.moontrace.script.";
  private static final String PROXY_HANDLER = "$ProxyInvocationHandler";
  private static final String SOURCE_SUFFIX = ".lua";
  private static final String[] GLUE = {
    "java.lang.reflect.",
    "jdk.internal.reflect.",
    "sun.reflect.",
    "jdk.proxy",
    "com.sun.proxy.",
    "java.lang.invoke."
  };

  private LuajStackRules() {}

  /** Whether the thread is waiting for a coroutine in this method. */
  static boolean isResume(StackTraceElement element) {
    return element.getClassName().equals(COROUTINE) && element.getMethodName().equals("lua_resume");
  }

  /** Whether this library function catches errors. */
  static boolean catches(StackTraceElement element) {
    return element.getClassName().endsWith("pcall"); // and xpcall
  }

  @Override
  public Kind kind(StackTraceElement element) {
    String type = element.getClassName();
    String method = element.getMethodName();
    if (type.startsWith(ENGINE)) {
      if (type.equals("org.luaj.vm2.LuaClosure") && method.equals("execute")) {
        return Kind.ACTIVATION;
      }
      if (type.equals("org.luaj.vm2.TailcallVarargs") && method.equals("eval")) {
        return Kind.TAIL_CALL;
      }
      if (type.equals(COROUTINE) && method.equals("run")) {
        return Kind.COROUTINE;
      }
      if (type.endsWith(PROXY_HANDLER)) {
        return Kind.GLUE;
      }
      return isLibraryFunction(type) && isCall(method) ? Kind.BUILTIN : Kind.ENGINE;
    }
    if (type.startsWith(OURS)) {
      return method.equals("invoke") ? Kind.BUILTIN : Kind.ENGINE;
    }
    if (isGlue(type)) {
      return Kind.GLUE;
    }
    return isCompiled(element) ? Kind.COMPILED : Kind.JAVA;
  }

  /** LuaJC names a class after chunk and function: {@code orders$checkout}. */
  @Override
  public Frame compiled(StackTraceElement element) {
    String name = chunkName(element);
    LuaChunk known = CompiledChunks.named(name);
    LuaChunk chunk = known == null ? LuaChunk.named(name) : known;
    String function = CompiledChunks.functionName(element.getClassName(), chunk.path());
    return chunk.frame(function, element.getLineNumber());
  }

  static String chunkName(StackTraceElement compiled) {
    String file = compiled.getFileName();
    return file == null ? "?" : isName(file) ? file : LuaChunk.of(file, null).name();
  }

  /**
   * LuaJC removes the prefix {@code @} of a chunk name but not {@code =}. Without either, it may be
   * the text of the chunk.
   */
  private static boolean isName(String file) {
    return !file.startsWith("=") && file.indexOf('\n') < 0;
  }

  /** Returns Lua's own names: {@code pcall}, {@code table.sort}. */
  @Override
  public Frame builtin(StackTraceElement element, @Nullable String calledAs) {
    String type = element.getClassName();
    if (type.startsWith(OURS)) {
      return Frame.builtin(calledAs == null ? "otel" : calledAs);
    }
    int nested = type.lastIndexOf('$');
    String library = type.substring(type.lastIndexOf('.') + 1, nested);
    String function = type.substring(nested + 1);
    if (function.equals("wrapper")) {
      // a function returned by coroutine.wrap, which only the script names
      return Frame.builtin(calledAs == null ? "coroutine.wrap" : calledAs);
    }
    if (Character.isUpperCase(function.charAt(0))) {
      // one class for several functions
      return Frame.builtin(calledAs == null ? "?" : calledAs);
    }
    return Frame.builtin(
        table(library) + (function.startsWith("_") ? function.substring(1) : function));
  }

  /**
   * The global table of a library class, with a dot: {@code math.} for {@code JseMathLib}; empty
   * for base functions.
   */
  private static String table(String library) {
    String name = library.startsWith("Jse") ? library.substring("Jse".length()) : library;
    name = name.endsWith("Lib") ? name.substring(0, name.length() - "Lib".length()) : name;
    return name.equals("Base") || name.equals("Package") ? "" : lowerCaseFirst(name) + '.';
  }

  private static String lowerCaseFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static boolean isLibraryFunction(String type) {
    int nested = type.indexOf('$');
    return type.startsWith(LIBRARY) && nested > 0 && type.substring(0, nested).endsWith("Lib");
  }

  private static boolean isCall(String method) {
    return method.equals("call") || method.equals("invoke");
  }

  private static boolean isCompiled(StackTraceElement element) {
    String file = element.getFileName();
    return file != null
        && file.endsWith(SOURCE_SUFFIX)
        && (isCall(element.getMethodName()) || element.getMethodName().equals("onInvoke"));
  }

  private static boolean isGlue(String type) {
    for (String prefix : GLUE) {
      if (type.startsWith(prefix)) {
        return true;
      }
    }
    return type.contains("$Proxy");
  }
}
