package io.moontrace.benchmarks;

import org.luaj.vm2.lib.jse.JsePlatform;

/** The shortest program, and the shortest one with a script: what {@link Startup} starts. */
final class HelloWorld {

  /** With an argument, that is the script. */
  public static void main(String[] args) {
    if (args.length == 0) {
      System.out.println("hello");
    } else {
      WithLua.run(args[0]);
    }
  }

  /** Of its own, so that without a script no class of LuaJ is loaded. */
  private static final class WithLua {
    static void run(String script) {
      JsePlatform.standardGlobals().load(script).call();
    }

    private WithLua() {}
  }

  private HelloWorld() {}
}
