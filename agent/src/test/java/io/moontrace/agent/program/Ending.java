package io.moontrace.agent.program;

import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Ends by what a script does. */
public final class Ending {

  /** One argument: {@code lua}, {@code java}, {@code debug} or {@code exit}. */
  public static void main(String[] args) {
    Globals globals =
        args[0].equals("debug") ? JsePlatform.debugGlobals() : JsePlatform.standardGlobals();
    globals.set("host", CoerceJavaToLua.coerce(new Host()));
    System.out.println("before");
    globals.load(script(args[0]), "@ending.lua").call();
    System.out.println("after");
  }

  private static String script(String kind) {
    return switch (kind) {
      case "java" -> "local function f()\n  host:unchecked('the end')\nend\nf()";
      case "exit" -> "pcall(function()\n  host:exit(7)\nend)";
      default -> "local function f()\n  local x = nil + 1\nend\nf()";
    };
  }

  private Ending() {}
}
