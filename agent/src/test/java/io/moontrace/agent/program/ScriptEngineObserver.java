package io.moontrace.agent.program;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;

/** Prints what a program observes of LuaJ through javax.script. */
public final class ScriptEngineObserver {
  private final ScriptEngine engine = new ScriptEngineManager().getEngineByName("luaj");

  public static void main(String[] args) throws ScriptException {
    ScriptEngineObserver observer = new ScriptEngineObserver();
    observer.factory();
    observer.results();
    observer.failures();
    observer.compiled();
    observer.bindings();
    System.out.println("== end");
  }

  private void factory() {
    System.out.println(engine.getClass().getName() + ' ' + (engine instanceof Invocable));
    System.out.println(engine.getFactory().getEngineName());
    System.out.println(engine.getFactory().getEngineVersion());
    System.out.println(engine.getFactory().getLanguageVersion());
    System.out.println(engine.getFactory().getNames());
    System.out.println(new TreeSet<>(engine.getContext().getScopes()));
  }

  private void results() {
    show("number", () -> engine.eval("return 1 + 1"));
    show("string", () -> engine.eval("return 'a' .. 'b'"));
    show("nothing", () -> engine.eval("local x = 1"));
    show("several", () -> engine.eval("return 1, 'two', nil, true"));
    show("reader", () -> engine.eval(new StringReader("return 7")));
    show("function", () -> Describe.stable("" + engine.eval("return function() end")));
    show("globals", () -> engine.eval("local n = 0 for k in pairs(_G) do n = n + 1 end return n"));
  }

  private void failures() {
    show("syntax", () -> engine.eval("return return"));
    show("unfinished", () -> engine.eval("if x then\n\n"));
    show("runtime", () -> engine.eval("local x\nreturn x.y"));
    show("raised", () -> engine.eval("error('raised')"));
    show("object", () -> engine.eval("error({code = 1})"));
    show("level", () -> engine.eval("local function f() error('deep', 2) end\nf()"));
    show("handled", () -> engine.eval("return select(2, pcall(error, 'handled'))"));
    show("again", () -> engine.eval("return 'still here'"));
  }

  private void compiled() throws ScriptException {
    CompiledScript fine = ((Compilable) engine).compile("return (n or 0) + 1");
    show("compiled", fine::eval);
    Bindings bindings = engine.createBindings();
    bindings.put("n", 41);
    show("bound", () -> fine.eval(bindings));
    CompiledScript failing = ((Compilable) engine).compile("local t = {}\nt.a.b = 1");
    show("failing", failing::eval);
    show("failing again", failing::eval);
    show("uncompilable", () -> ((Compilable) engine).compile("x ="));
    show("engine", () -> fine.getEngine() == engine);
  }

  private void bindings() {
    StringWriter written = new StringWriter();
    engine.getContext().setWriter(written);
    show("print", () -> engine.eval("print('into the writer')"));
    engine.put("host", new Host());
    show("java", () -> engine.eval("host:unchecked('from the engine')"));
    show("attempt", () -> engine.eval("return host:attempt(function() error('in it') end)"));
    show("set", () -> engine.eval("answer = 42"));
    show("get", () -> engine.get("answer"));
    System.out.println(written.toString().trim());
    System.out.println(new TreeSet<>(engine.getBindings(100).keySet()));
  }

  private static void show(String name, Callable<?> work) {
    try {
      Object result = work.call();
      String type = result == null ? "" : result.getClass().getName() + ' ';
      System.out.println(name + ": " + type + Describe.stable(String.valueOf(result)));
    } catch (Throwable t) {
      Describe.thrown(name, t);
    }
  }
}
