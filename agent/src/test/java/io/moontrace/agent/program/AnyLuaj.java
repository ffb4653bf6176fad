package io.moontrace.agent.program;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;

/** Runs with every LuaJ, because it does not refer to any at compile time. */
public final class AnyLuaj {
  public static void main(String[] args) {
    ScriptEngine engine = new ScriptEngineManager().getEngineByExtension("lua");
    System.out.println(engine.getFactory().getEngineVersion());
    eval(engine, "local n = 0 for i = 1, 10 do n = n + i end return n");
    eval(engine, "local t = {}\nreturn t.x.y");
    eval(engine, "x =");
    eval(engine, "return select('#', pcall(error, 'x'))");
  }

  private static void eval(ScriptEngine engine, String script) {
    try {
      System.out.println(engine.eval(script));
    } catch (Exception e) {
      System.out.println(e);
    }
  }

  private AnyLuaj() {}
}
