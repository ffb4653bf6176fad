package io.moontrace.agent.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.luaj.vm2.luajc.LuaJC;

/**
 * Runs scripts that print everything a script can observe, then prints the errors that escape them.
 */
public final class Observer {
  private static final String[] SCRIPTS = {
    "globals",
    "values",
    "errors",
    "metamethods",
    "java",
    "coroutines",
    "chunks",
    "sandbox",
    "modules",
    "debug",
    "uncaught",
    "uncaught_table",
    "uncaught_java",
    "overflow",
    "errors"
  };

  /** One argument: {@code standard}, {@code debug} or {@code luajc}. */
  public static void main(String[] args) throws IOException {
    Globals globals =
        args[0].equals("debug") ? JsePlatform.debugGlobals() : JsePlatform.standardGlobals();
    if (args[0].equals("luajc")) {
      LuaJC.install(globals);
    }
    globals.set("host", CoerceJavaToLua.coerce(new Host()));
    globals.set("jfn", Host.functions());
    globals.set("stable", new Stable());
    globals.load(read("show"), "@show.lua").call();
    for (String script : SCRIPTS) {
      System.out.println("== " + script);
      run(globals, script);
    }
    System.out.println("== end");
  }

  private static void run(Globals globals, String script) throws IOException {
    try {
      Varargs result = globals.load(read(script), "@" + script + ".lua").invoke();
      System.out.println("returned " + result.narg());
    } catch (Throwable t) {
      Describe.thrown(script, t);
    }
  }

  private static String read(String script) throws IOException {
    try (InputStream file = Observer.class.getResourceAsStream("/observe/" + script + ".lua")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final class Stable extends OneArgFunction {
    @Override
    public LuaValue call(LuaValue text) {
      return valueOf(Describe.stable(text.tojstring()));
    }
  }

  private Observer() {}
}
