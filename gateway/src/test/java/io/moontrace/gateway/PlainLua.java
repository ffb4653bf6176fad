package io.moontrace.gateway;

import party.iroiro.luajava.Lua;
import party.iroiro.luajava.lua51.Lua51;
import party.iroiro.luajava.lua54.Lua54;
import party.iroiro.luajava.luajit.LuaJit;

/**
 * Runs a script in Lua itself, in a JVM of its own: a native library that fails takes the JVM with
 * it. Arguments: which Lua, {@code package.path}, the folder for lines of JSON, the script.
 */
public final class PlainLua {

  public static void main(String[] args) throws Exception {
    try (Lua lua = open(args[0])) {
      lua.openLibraries();
      set(lua, "path", args[1]);
      set(lua, "lines", args[2]);
      lua.run("package.path, path = path, nil");
      lua.run("print(jit and 'LuaJIT' or _VERSION)");
      set(lua, "script", args[3]);
      lua.run("local file = script; script = nil; dofile(file)");
      lua.run("io.stdout:flush()");
    }
  }

  private static void set(Lua lua, String global, String value) {
    lua.push(value);
    lua.setGlobal(global);
  }

  private static Lua open(String name) {
    return switch (name) {
      case "Lua 5.1" -> new Lua51();
      case "Lua 5.4" -> new Lua54();
      case "LuaJIT" -> new LuaJit();
      default -> throw new IllegalArgumentException("no " + name);
    };
  }

  private PlainLua() {}
}
