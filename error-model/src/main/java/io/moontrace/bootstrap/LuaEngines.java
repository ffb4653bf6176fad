package io.moontrace.bootstrap;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Lua engines that were found in this JVM, instrumented or not. An entry goes with the class
 * loader of its engine, which it does not keep. Thread-safe.
 */
public final class LuaEngines {
  /** Engines that are kept; further ones are not listed. */
  static final int MAX_ENGINES = 64;

  private static final List<Found> FOUND = new ArrayList<>();

  /** Adds an engine, unless its package and class loader are known already. */
  public static synchronized void add(@Nullable ClassLoader loader, LuaEngine engine) {
    if (find(loader, engine.packageName()) == null && FOUND.size() < MAX_ENGINES) {
      FOUND.add(new Found(loader, engine));
    }
  }

  /**
   * Says how the instrumentation of an engine went.
   *
   * @param problem null where it is instrumented
   */
  public static synchronized void setProblem(
      @Nullable ClassLoader loader, String packageName, @Nullable String problem) {
    Found found = find(loader, packageName);
    if (found != null) {
      found.engine = found.engine.with(problem);
    }
  }

  /** Those whose class loader is alive, in the order they were found. */
  public static synchronized List<LuaEngine> all() {
    forgetUnloaded();
    List<LuaEngine> engines = new ArrayList<>();
    FOUND.forEach(found -> engines.add(found.engine));
    return engines;
  }

  private static @Nullable Found find(@Nullable ClassLoader loader, String packageName) {
    forgetUnloaded();
    for (Found found : FOUND) {
      boolean isOfLoader = loader == null ? found.isBootstrap : found.get() == loader;
      if (isOfLoader && found.engine.packageName().equals(packageName)) {
        return found;
      }
    }
    return null;
  }

  private static void forgetUnloaded() {
    for (Iterator<Found> all = FOUND.iterator(); all.hasNext(); ) {
      Found found = all.next();
      if (!found.isBootstrap && found.get() == null) {
        all.remove();
      }
    }
  }

  private static final class Found extends WeakReference<ClassLoader> {
    private final boolean isBootstrap;
    private LuaEngine engine;

    Found(@Nullable ClassLoader loader, LuaEngine engine) {
      super(loader);
      isBootstrap = loader == null;
      this.engine = engine;
    }
  }

  private LuaEngines() {}
}
