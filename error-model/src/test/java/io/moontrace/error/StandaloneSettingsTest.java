package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Settings are read once per copy of the classes, so each test has a copy of its own. */
class StandaloneSettingsTest {
  private static final Map<String, String> WRONG =
      Map.of(
          "moontrace.limits.frames", "banana",
          "moontrace.limits.message", "81921",
          "moontrace.redact", "perhaps",
          "moontrace.redact.keys", "^customer$,(unclosed",
          "moontrace.redact.values", "password=sesame[");

  @AfterEach
  void forget() {
    WRONG.keySet().forEach(System::clearProperty);
  }

  @Test
  void nothingIsWrong() throws Exception {
    assertThat(problems()).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
  }

  @Test
  void eachWrongValue() throws Exception {
    WRONG.forEach(System::setProperty);
    assertThat(problems())
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly(
            "moontrace.limits.frames=banana is not a whole number from 1 to 10240; the default"
                + " applies: 1024",
            "moontrace.limits.message=81921 is not a whole number from 1 to 81920; the default"
                + " applies: 8192",
            "moontrace.redact=perhaps is neither true nor false; the default applies: true",
            "moontrace.redact.keys=(unclosed is not a regular expression and is ignored; the"
                + " others apply",
            "moontrace.redact.values=password=[redacted] is not a regular expression and is"
                + " ignored; the others apply");
  }

  private static Object problems() throws ReflectiveOperationException {
    URL classes = Limits.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader copy =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    return copy.loadClass("io.moontrace.error.StandaloneSettings")
        .getMethod("problems")
        .invoke(null);
  }
}
