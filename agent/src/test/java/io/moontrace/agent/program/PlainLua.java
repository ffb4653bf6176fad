package io.moontrace.agent.program;

import java.nio.file.Files;
import java.nio.file.Path;
import party.iroiro.luajava.Lua;
import party.iroiro.luajava.lua51.Lua51;
import party.iroiro.luajava.lua54.Lua54;
import party.iroiro.luajava.luajit.LuaJit;

/** Runs a script in Lua itself. Arguments: which Lua, {@code package.path}, the script. */
public final class PlainLua {

  public static void main(String[] args) throws Exception {
    try (Lua lua = open(args[0])) {
      lua.openLibraries();
      lua.push(args[1]);
      lua.setGlobal("path");
      lua.run("package.path, path = path, nil");
      lua.run("print(jit and 'LuaJIT' or _VERSION)");
      lua.run(Files.readString(Path.of(args[2])));
      lua.run("io.stdout:flush()");
    }
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
