package io.moontrace.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LuaEnginesTest {

  @Test
  void oneEntryPerPackageAndLoaderUntilTheLoaderGoes() {
    ClassLoader loader = new URLClassLoader(new URL[0]);
    LuaEngines.add(loader, engine("a.b", "not yet"));
    LuaEngines.add(loader, engine("a.b", "ignored"));
    LuaEngines.add(null, engine("a.b", null));
    LuaEngines.setProblem(loader, "a.b", null);
    LuaEngines.setProblem(loader, "other", "nobody's");
    assertThat(of("a.b")).hasSize(2).allMatch(LuaEngine::isInstrumented);
    LuaEngines.setProblem(null, "a.b", "broken");
    assertThat(of("a.b")).extracting(LuaEngine::problem).containsExactly(null, "broken");
    WeakReference<ClassLoader> gone = new WeakReference<>(loader);
    loader = null;
    while (gone.get() != null) {
      System.gc();
    }
    assertThat(of("a.b")).extracting(LuaEngine::problem).containsExactly("broken");
  }

  @Test
  void bounded() {
    List<ClassLoader> loaders = new ArrayList<>();
    for (int i = 0; i < 2 * LuaEngines.MAX_ENGINES; i++) {
      loaders.add(new URLClassLoader(new URL[0]));
      LuaEngines.add(loaders.get(i), engine("many", null));
    }
    assertThat(LuaEngines.all()).hasSize(LuaEngines.MAX_ENGINES);
    assertThat(loaders).hasSize(2 * LuaEngines.MAX_ENGINES); // all of them alive
    loaders.clear();
    while (!of("many").isEmpty()) {
      System.gc();
    }
  }

  private static List<LuaEngine> of(String packageName) {
    return LuaEngines.all().stream()
        .filter(engine -> engine.packageName().equals(packageName))
        .toList();
  }

  private static LuaEngine engine(String packageName, String problem) {
    return new LuaEngine(packageName, "3.0.1", "unknown", "bootstrap", problem);
  }
}
