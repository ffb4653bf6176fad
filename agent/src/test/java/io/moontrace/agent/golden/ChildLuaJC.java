package io.moontrace.agent.golden;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.luajc.JavaLoader;

/**
 * LuaJC for a LuaJ that the application's class loader does not know. LuaJC's own loader looks for
 * LuaJ there and nowhere else, agent or not; so programs that want it must bring such a class.
 */
public final class ChildLuaJC implements Globals.Loader {
  private static final String SUFFIX = ".lua";

  static boolean isNeeded() {
    return LuaValue.class.getClassLoader() != ClassLoader.getSystemClassLoader();
  }

  /** Names as LuaJC makes them: {@code @orders.lua} is class {@code orders} of that file. */
  @Override
  public LuaFunction load(Prototype prototype, String chunk, LuaValue env) {
    String name = chunk.startsWith("@") ? chunk.substring(1) : chunk;
    String stub = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    String file = stub.replace('.', '/') + SUFFIX;
    return new Classes().load(prototype, stub.replaceAll("\\W", "_"), file, env);
  }

  private static final class Classes extends JavaLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.startsWith("org.luaj.")
          ? LuaValue.class.getClassLoader().loadClass(name)
          : super.loadClass(name, resolve);
    }
  }
}
