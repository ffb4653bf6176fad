package io.moontrace.agent.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.luaj.vm2.luajc.LuaJC;

/** One way to run a script within one JVM. */
public record Cell(Engine engine, Kind kind) {

  /** What executes a script. */
  public enum Engine {
    INTERPRETER,
    LUAJC
  }

  /** What globals it runs in. */
  public enum Kind {
    STANDARD_GLOBALS,
    DEBUG_GLOBALS,
    OWN_DEBUG_LIB
  }

  public static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      for (Kind kind : Kind.values()) {
        cells.add(new Cell(engine, kind));
      }
    }
    return cells;
  }

  public Globals globals() {
    Globals globals =
        kind == Kind.DEBUG_GLOBALS ? JsePlatform.debugGlobals() : JsePlatform.standardGlobals();
    if (kind == Kind.OWN_DEBUG_LIB) {
      globals.load(new OwnDebugLib());
    }
    if (engine == Engine.LUAJC) {
      globals.loader = ChildLuaJC.isNeeded() ? new ChildLuaJC() : LuaJC.instance;
    }
    return globals;
  }

  @Override
  public String toString() {
    return (engine + ", " + kind).toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
