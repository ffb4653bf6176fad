package io.moontrace.agent.calltree;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Supplier;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;

/** Java that scripts reach by luajava. */
public class Host {
  public Host() {}

  public Host(LuaFunction callback) {
    callback.call();
  }

  public Host(String message) {
    throw new IllegalArgumentException(message);
  }

  public void call(LuaFunction callback) {
    inner(callback);
  }

  public static void callStatic(LuaFunction callback) {
    callback.invoke();
  }

  public void run(Runnable callback) {
    callback.run();
  }

  public Object supply(Supplier<?> callback) {
    return callback.get();
  }

  public void sort(Comparator<String> order) {
    String[] list = {"b", "a"};
    Arrays.sort(list, order);
  }

  public void wrap(LuaFunction callback) {
    try {
      callback.call();
    } catch (RuntimeException e) {
      throw new IllegalStateException("wrapped", e);
    }
  }

  public void fail(String message) throws IOException {
    throw new IOException(message);
  }

  public static void failStatic() {
    throw new UnsupportedOperationException("not here", new IOException("no disk"));
  }

  public void failLua() {
    throw new LuaError("raised in Java");
  }

  public void failError() {
    throw new AssertionError("an error");
  }

  private static void inner(LuaFunction callback) {
    callback.call();
  }
}
