package io.moontrace.agent.program;

import java.util.List;

/** Runs on any LuaJ, and prints the engines that the agent lists. */
public final class ListedEngines {
  public static void main(String[] args) throws ReflectiveOperationException {
    AnyLuaj.main(args);
    Class<?> engines = Class.forName("io.moontrace.bootstrap.LuaEngines", true, null);
    for (Object engine : (List<?>) engines.getMethod("all").invoke(null)) {
      System.out.printf(
          "engine %s %s %s%n%s%n",
          read(engine, "packageName"),
          read(engine, "version"),
          read(engine, "problem"),
          read(engine, "codeSource"));
    }
  }

  private static Object read(Object engine, String method) throws ReflectiveOperationException {
    return engine.getClass().getMethod(method).invoke(engine);
  }

  private ListedEngines() {}
}
