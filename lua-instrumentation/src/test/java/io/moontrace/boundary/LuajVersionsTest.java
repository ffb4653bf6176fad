package io.moontrace.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.tooling.muzzle.ClassLoaderMatcher;
import io.opentelemetry.javaagent.tooling.muzzle.Mismatch;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks the references of the helpers against released versions of LuaJ, like muzzle at run time.
 */
class LuajVersionsTest {
  private static final String MODULE = LuajInstrumentationModule.class.getName();

  /** The artifacts that a class loader of an application sees under the agent. */
  private static final List<String> VISIBLE_UNDER_THE_AGENT =
      List.of(
          "opentelemetry-api",
          "opentelemetry-context",
          "opentelemetry-common",
          "opentelemetry-instrumentation-api",
          "opentelemetry-javaagent-bootstrap",
          "opentelemetry-javaagent-extension-api",
          "error-model");

  @ParameterizedTest
  @CsvSource({"2.0.3, false", "3.0-beta2, true", "3.0, true", "3.0.1, true"})
  void fits(String version, boolean expected) throws Exception {
    try (URLClassLoader application = new URLClassLoader(path(version), null)) {
      Map<String, List<Mismatch>> found =
          ClassLoaderMatcher.matchesAll(application, false, Collections.emptySet());
      assertThat(found).containsKey(MODULE);
      List<Mismatch> mismatches = found.get(MODULE);
      assertThat(mismatches.isEmpty()).as(mismatches.toString()).isEqualTo(expected);
    }
  }

  private static URL[] path(String version) throws MalformedURLException {
    List<URL> path = new ArrayList<>();
    path.add(new File("target/luaj/luaj-jse-" + version + ".jar").toURI().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (VISIBLE_UNDER_THE_AGENT.stream().anyMatch(entry::contains)) {
        path.add(new File(entry).toURI().toURL());
      }
    }
    return path.toArray(new URL[0]);
  }
}
