package io.moontrace.agent.program;

import java.io.IOException;
import java.util.function.Supplier;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** The Java that scripts call, by luajava. */
public class Host {
  public Host() {}

  public Host(String refused) {
    throw new IllegalArgumentException("no host " + refused);
  }

  public void unchecked(String message) {
    throw new IllegalStateException(message, new RuntimeException("behind it"));
  }

  public void checked() throws IOException {
    throw new IOException("checked");
  }

  public void error() {
    throw new AssertionError("an error");
  }

  public void luaError() {
    throw new LuaError("made in Java");
  }

  public void exit(int code) {
    System.exit(code);
  }

  /** Java, Lua, Java again. */
  public LuaValue call(LuaFunction function) {
    return function.call(LuaValue.valueOf("from Java"));
  }

  /** Prints what comes out of the function, then goes on. */
  public String attempt(LuaFunction function) {
    try {
      return "returned " + function.call().typename();
    } catch (Throwable t) {
      Describe.thrown("attempt", t);
      return t.getClass().getName();
    }
  }

  /** What comes out of a function whose error tells how deep it was. */
  public String kind(LuaFunction function) {
    try {
      return "returned " + function.call().typename();
    } catch (Throwable t) {
      return t.getClass().getName();
    }
  }

  public void rethrow(LuaFunction function) {
    try {
      function.call();
    } catch (LuaError e) {
      throw new IllegalStateException("again", e);
    }
  }

  public void runnable(Runnable work) {
    work.run();
  }

  public Object supplier(Supplier<?> work) {
    return work.get();
  }

  /** The kinds of error that a function made in Java lets through, as a table of functions. */
  static LuaTable functions() {
    LuaTable table = new LuaTable();
    table.set("runtime", thrower(() -> new IllegalStateException("in a function")));
    table.set("error", thrower(() -> new LuaError("lua error", 1)));
    table.set("object", thrower(() -> new LuaError(new LuaTable())));
    table.set("cause", thrower(() -> new LuaError(new IOException("the cause"))));
    table.set("nothing", thrower(() -> new LuaError((String) null)));
    table.set("silent", thrower(() -> new RuntimeException()));
    return table;
  }

  private static VarArgFunction thrower(Supplier<RuntimeException> exception) {
    return new VarArgFunction() {
      @Override
      public Varargs invoke(Varargs args) {
        throw exception.get();
      }
    };
  }
}
