package io.moontrace.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without the agent, Logback's status list has what is wrong with the settings. */
class WrongSettingsTest {
  private static final String FRAMES = "moontrace.limits.frames";

  @AfterEach
  void forget() {
    System.clearProperty(FRAMES);
  }

  @Test
  void aWarning() throws ReflectiveOperationException {
    System.setProperty(FRAMES, "banana");
    assertThat(inCopy())
        .isEqualTo(
            List.of(
                FRAMES
                    + "=banana is not a whole number from 1 to 10240; the default applies: 1024"));
  }

  @Test
  void noWarning() throws ReflectiveOperationException {
    assertThat(inCopy()).isEqualTo(List.of());
  }

  /** Settings are read once per copy of the classes. */
  private static Object inCopy() throws ReflectiveOperationException {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(WrongSettingsTest::url)
            .toArray(URL[]::new);
    ClassLoader copy = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
    return copy.loadClass(Started.class.getName()).getMethod("warnings").invoke(null);
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  /** What an encoder that starts says. */
  public static final class Started {
    public static List<String> warnings() {
      LoggerContext context = new LoggerContext();
      ErrorEventEncoder encoder = new ErrorEventEncoder();
      encoder.setContext(context);
      encoder.start();
      return context.getStatusManager().getCopyOfStatusList().stream()
          .filter(status -> status.getLevel() == Status.WARN)
          .map(Status::getMessage)
          .toList();
    }

    private Started() {}
  }
}
