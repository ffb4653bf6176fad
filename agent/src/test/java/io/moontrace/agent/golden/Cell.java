package io.moontrace.agent.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.luaj.vm2.luajc.LuaJC;

/** One way to run a script within one JVM. */
public final class Cell {
  private static final List<Cell> ALL = make();

  private final Engine engine;
  private final Kind kind;

  public Cell(Engine engine, Kind kind) {
    this.engine = engine;
    this.kind = kind;
  }

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

  private static List<Cell> make() {
    List<Cell> cells = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      for (Kind kind : Kind.values()) {
        cells.add(new Cell(engine, kind));
      }
    }
    return List.copyOf(cells);
  }

  /** All that there are; always the same objects. */
  public static List<Cell> all() {
    return ALL;
  }

  /** The cell of this name: {@link #toString}. */
  public static Cell named(String name) {
    for (Cell cell : ALL) {
      if (cell.toString().equals(name)) {
        return cell;
      }
    }
    throw new IllegalArgumentException("no cell " + name);
  }

  public Engine engine() {
    return engine;
  }

  public Kind kind() {
    return kind;
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
