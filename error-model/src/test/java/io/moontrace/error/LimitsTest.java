package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits are read once per copy of the class, so each test loads its own copy. */
class LimitsTest {
  private static final String FRAMES = "moontrace.limits.frames";

  @AfterEach
  void forget() {
    System.clearProperty(FRAMES);
  }

  @Test
  void theDefault() throws Exception {
    assertThat(new Copy().frames()).isEqualTo(1024);
  }

  @Test
  void theAgentsValueTakesPrecedence() throws Exception {
    System.setProperty(FRAMES, "7");
    Copy copy = new Copy();
    assertThat(copy.configure(2000)).isTrue();
    assertThat(copy.frames()).isEqualTo(2000);
    assertThat(copy.configure(2001)).as("too late").isFalse();
    assertThat(copy.configure(2000)).isTrue();
  }

  @Test
  void withoutTheAgentThePropertyIsRead() throws Exception {
    System.setProperty(FRAMES, " 7 ");
    assertThat(new Copy().frames()).isEqualTo(7);
  }

  @Test
  void invalidValuesAreIgnored() throws Exception {
    for (String invalid : new String[] {"0", "-1", "10241", "99999999999", "many", ""}) {
      System.setProperty(FRAMES, invalid);
      assertThat(new Copy().frames()).as(invalid).isEqualTo(1024);
    }
    System.setProperty(FRAMES, "10240");
    assertThat(new Copy().frames()).isEqualTo(10240);
  }

  private static final class Copy {
    private final ClassLoader loader;

    Copy() {
      URL classes = Limits.class.getProtectionDomain().getCodeSource().getLocation();
      loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    }

    int frames() throws ReflectiveOperationException {
      return (int) loader.loadClass("io.moontrace.error.Limits").getField("FRAMES").get(null);
    }

    boolean configure(int frames) throws ReflectiveOperationException {
      return (boolean)
          loader
              .loadClass("io.moontrace.error.ConfiguredLimits")
              .getMethod("configure", String.class, int.class)
              .invoke(null, FRAMES, frames);
    }
  }
}
