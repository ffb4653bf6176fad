package io.moontrace.applog;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.config.Setting;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks the references of the helpers against released versions of Logback, like muzzle at run
 * time.
 */
class LogbackVersionsTest {
  private static final String MODULE = LogbackInstrumentationModule.class.getName();

  @AfterEach
  void clearSetting() {
    System.clearProperty(Setting.LOGBACK.key());
  }

  @ParameterizedTest
  @CsvSource({"1.2.13, 1.7.36", "1.3.15, 2.0.18", "1.5.38, 2.0.18", "1.6.6, 2.0.18"})
  void fits(String logback, String slf4j) throws Exception {
    System.setProperty(Setting.LOGBACK.key(), "shade");
    try (URLClassLoader application = new URLClassLoader(path(logback, slf4j), null)) {
      assertThat(mismatches(application)).isEmpty();
    }
    System.setProperty(Setting.LOGBACK.key(), "off");
    try (URLClassLoader application = new URLClassLoader(path(logback, slf4j), null)) {
      assertThat(mismatches(application)).as("nothing is woven by default").hasSize(1);
    }
  }

  private static List<Mismatch> mismatches(ClassLoader application) {
    Map<String, List<Mismatch>> found =
        ClassLoaderMatcher.matchesAll(application, false, Collections.emptySet());
    assertThat(found).containsKey(MODULE);
    return found.get(MODULE);
  }

  private static URL[] path(String logback, String slf4j) throws MalformedURLException {
    List<URL> path = new ArrayList<>();
    for (String jar :
        List.of("logback-classic-" + logback, "logback-core-" + logback, "slf4j-api-" + slf4j)) {
      path.add(new File("target/logback/" + jar + ".jar").toURI().toURL());
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.contains("opentelemetry-") || entry.contains("error-model")) {
        path.add(new File(entry).toURI().toURL());
      }
    }
    return path.toArray(new URL[0]);
  }
}
