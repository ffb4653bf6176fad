package io.moontrace.diagnostics;

import io.moontrace.bootstrap.LuaEngine;
import org.jspecify.annotations.Nullable;

/** A {@link LuaEngine} as JMX shows it. */
public final class EngineData {
  private final LuaEngine engine;

  EngineData(LuaEngine engine) {
    this.engine = engine;
  }

  public String getName() {
    return "LuaJ";
  }

  public String getVersion() {
    return engine.version();
  }

  public String getPackageName() {
    return engine.packageName();
  }

  /** Its type and a number. */
  public String getClassLoader() {
    return engine.classLoader();
  }

  /** Where its classes come from. */
  public String getLocation() {
    return engine.codeSource();
  }

  public boolean isInstrumented() {
    return engine.isInstrumented();
  }

  /** Why it is not, and what to do. */
  public @Nullable String getProblem() {
    return engine.problem();
  }
}
