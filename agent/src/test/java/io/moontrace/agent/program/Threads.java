package io.moontrace.agent.program;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * Prints the names of the threads that remain after scripts have run, one of them with a coroutine
 * that is never resumed. LuaJ ends its thread after garbage collection.
 */
public final class Threads {
  private static final String ABANDONED =
      """
      pcall(coroutine.wrap(function() error('x') end))
      coroutine.wrap(function() coroutine.yield(1) end)()
      """;

  private static final int ROUNDS = 200;

  public static void main(String[] args) throws InterruptedException {
    LuaThread.thread_orphan_check_interval = 50;
    Globals globals = JsePlatform.standardGlobals();
    globals.load("assert(1)", "@fine.lua").call();
    globals.load("pcall(error, 'x')", "@handled.lua").call();
    try {
      globals.load("error('x')", "@failing.lua").call();
    } catch (RuntimeException expected) {
      Describe.stable(expected.toString());
    }
    globals.load(ABANDONED, "@abandoned.lua").call();
    Thread coroutine = coroutine();
    for (int i = 0; i < ROUNDS && coroutine != null; i++) {
      System.gc();
      coroutine.join(100);
      coroutine = coroutine();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      System.out.println(thread.getName());
    }
  }

  private static Thread coroutine() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("Coroutine")) {
        return thread;
      }
    }
    return null;
  }

  private Threads() {}
}
