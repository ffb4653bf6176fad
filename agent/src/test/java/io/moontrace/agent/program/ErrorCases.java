package io.moontrace.agent.program;

import io.moontrace.agent.fixture.Scripts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import javax.script.Compilable;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.DumpState;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.ZeroArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * Errors whose JSON line says more than the text of a golden. Each case runs on a thread of its
 * name, so that its lines are known by {@code process.thread.name}.
 */
public final class ErrorCases {
  private static final String TEA =
      "local t = {}\nfunction t.brew()\n  local c = cup()\n  return c\nend\nreturn t";

  private final Map<String, Callable<?>> cases = new LinkedHashMap<>();

  private ErrorCases() {
    cases.put("load", () -> load("local x = 1\nx = = 2", "@broken.lua"));
    cases.put("loadfile", () -> globals().loadfile("scripts/modules/broken.lua"));
    cases.put("script engine", ErrorCases::compileBroken);
    cases.put("script exception", ErrorCases::scriptException);
    cases.put("locals", ErrorCases::locals);
    cases.put("reloaded", ErrorCases::reloaded);
    cases.put("precompiled", ErrorCases::precompiled);
    cases.put("fast throw", ErrorCases::fastThrow);
    cases.put("orphan", ErrorCases::orphan);
    cases.put("thrown again", ErrorCases::thrownAgain);
    cases.put("limited", ErrorCases::limited);
    cases.put("shared", ErrorCases::shared);
    cases.put("deep", () -> load(Scripts.read("cases/deep.lua"), "@deep.lua").call());
  }

  public static void main(String[] args) throws InterruptedException {
    for (Map.Entry<String, Callable<?>> each : new ErrorCases().cases.entrySet()) {
      Thread thread = new Thread(() -> fail(each.getValue()), each.getKey());
      thread.start();
      thread.join();
    }
  }

  private static void fail(Callable<?> work) {
    try {
      work.call();
    } catch (Throwable t) {
      System.out.println(Thread.currentThread().getName() + ": " + t.getClass().getName());
    }
  }

  private static Globals globals() {
    return Scripts.prepare(JsePlatform.standardGlobals());
  }

  private static LuaValue load(String script, String name) {
    return globals().load(script, name);
  }

  private static Object compileBroken() throws ScriptException {
    Compilable engine = (Compilable) new ScriptEngineManager().getEngineByName("luaj");
    return engine.compile("return return");
  }

  /** Lua, a script engine below it, and what that makes of a syntax error. */
  private static Object scriptException() {
    Globals globals = globals();
    globals.set(
        "compile",
        new ZeroArgFunction() {
          @Override
          public LuaValue call() {
            try {
              compileBroken();
              return NIL;
            } catch (ScriptException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    return globals.load("local function go()\n  compile()\nend\ngo()", "@engine.lua").call();
  }

  private static Object locals() {
    return load(Scripts.read("cases/locals.lua"), "@locals.lua").call();
  }

  /** One module in two versions, both on one stack. */
  private static Object reloaded() {
    Globals globals = globals();
    String[] source = {TEA};
    globals.finder = name -> name.equals("tea.lua") ? bytes(source[0]) : null;
    globals.set(
        "edit",
        new OneArgFunction() {
          @Override
          public LuaValue call(LuaValue text) {
            source[0] = TEA + text.tojstring();
            return NIL;
          }
        });
    return globals.load(Scripts.read("cases/reloaded.lua"), "@reloaded.lua").call();
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Object precompiled() throws Exception {
    LuaClosure chunk = (LuaClosure) load("local t = nil\nreturn t.x", "@compiled.lua");
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    DumpState.dump(chunk.p, binary, false);
    Globals globals = globals();
    InputStream stream = new ByteArrayInputStream(binary.toByteArray());
    return globals.load(stream, "@compiled.luac", "b", globals).call();
  }

  /** After many times the JVM throws its own exceptions without a stack. */
  private static Object fastThrow() {
    Globals globals = globals();
    globals.set(
        "length",
        new OneArgFunction() {
          @Override
          public LuaValue call(LuaValue text) {
            return valueOf(lengthOf(text.isnil() ? null : text.tojstring()));
          }
        });
    boolean hasStack = true;
    for (int i = 0; i < 50_000_000 && hasStack; i++) {
      try {
        lengthOf(null);
      } catch (NullPointerException e) {
        hasStack = i % 1000 != 0 || e.getStackTrace().length > 0;
      }
    }
    return globals
        .load("local function ask()\n  local n = length(nil)\nend\nask()", "@fast_throw.lua")
        .call();
  }

  @SuppressWarnings("NullAway") // that is the point
  private static int lengthOf(String text) {
    return text.length();
  }

  /** A coroutine that nobody resumes any more dies of LuaJ's OrphanedThread. */
  private static Object orphan() throws InterruptedException {
    LuaThread.thread_orphan_check_interval = 20;
    load("coroutine.wrap(function() coroutine.yield() end)()", "@orphan.lua").call();
    for (int i = 0; i < 500 && coroutines() > 0; i++) {
      System.gc();
      Thread.sleep(20);
    }
    System.out.println("orphans left: " + coroutines());
    return null;
  }

  private static long coroutines() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("Coroutine-"))
        .count();
  }

  /** One throwable that is caught by a script and thrown a second time, from elsewhere. */
  private static Object thrownAgain() {
    IllegalStateException constant = new IllegalStateException("constant");
    Globals globals = globals();
    globals.set(
        "fail",
        new ZeroArgFunction() {
          @Override
          public LuaValue call() {
            throw constant;
          }
        });
    return globals
        .load("local function f()\n  fail()\nend\npcall(f)\nlocal x = 1\nf()", "@again.lua")
        .call();
  }

  /** Two threads wrongly share Globals: scripts may fail as they like, but of nothing of ours. */
  private static Object shared() throws InterruptedException {
    LuaValue chunk = load(Scripts.read("cases/limited.lua"), "@shared.lua");
    Set<String> culprits = ConcurrentHashMap.newKeySet();
    Runnable work =
        () -> {
          for (int i = 0; i < 500; i++) {
            try {
              chunk.call();
            } catch (Throwable t) {
              culprits.add(t.getStackTrace()[0].getClassName());
            }
          }
        };
    Thread[] threads = {new Thread(work, "sharing"), new Thread(work, "sharing")};
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("shared: " + culprits);
    return null;
  }

  private static Object limited() {
    LuaValue chunk = load(Scripts.read("cases/limited.lua"), "@limited.lua");
    for (int i = 0; i < 20; i++) {
      fail(chunk::call);
    }
    return null;
  }
}
