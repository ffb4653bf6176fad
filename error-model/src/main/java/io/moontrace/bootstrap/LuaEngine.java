package io.moontrace.bootstrap;

import org.jspecify.annotations.Nullable;

/** A copy of a Lua engine in this JVM, as text: refers to nothing of the application. Immutable. */
public final class LuaEngine {
  private final String packageName;
  private final String version;
  private final String codeSource;
  private final String classLoader;
  private final @Nullable String problem;

  /**
   * @param packageName of its classes: {@code org.luaj.vm2}
   * @param version such as {@code 3.0.1}; {@code unknown} where it says none
   * @param codeSource where its classes come from: the location of a jar, or {@code unknown}
   * @param classLoader the type of the loader and a number that tells it from others of the type
   * @param problem why it is not instrumented, or not wholly; null where it is
   */
  public LuaEngine(
      String packageName,
      String version,
      String codeSource,
      String classLoader,
      @Nullable String problem) {
    this.packageName = packageName;
    this.version = version;
    this.codeSource = codeSource;
    this.classLoader = classLoader;
    this.problem = problem;
  }

  /** The same engine with another problem, or none. */
  public LuaEngine with(@Nullable String otherProblem) {
    return new LuaEngine(packageName, version, codeSource, classLoader, otherProblem);
  }

  public String packageName() {
    return packageName;
  }

  public String version() {
    return version;
  }

  public String codeSource() {
    return codeSource;
  }

  public String classLoader() {
    return classLoader;
  }

  /** Whether it is instrumented wholly. */
  public boolean isInstrumented() {
    return problem == null;
  }

  /** Why it is not instrumented, or not wholly; null where it is. */
  public @Nullable String problem() {
    return problem;
  }
}
