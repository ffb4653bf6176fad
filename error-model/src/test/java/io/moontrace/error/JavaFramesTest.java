package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JavaFramesTest {

  @Test
  void aRecurringFrameIsOneObject() {
    assertThat(Frame.java(element("shop.A", 1))).isSameAs(Frame.java(element("shop.A", 1)));
  }

  @Test
  void framesThatShareASlotAreNotMixedUp() {
    Random random = new Random(5);
    for (int i = 0; i < 50 * JavaFrames.REMEMBERED; i++) {
      StackTraceElement element = element("shop.A" + random.nextInt(5_000), random.nextInt(3));
      assertThat(Frame.java(element)).isEqualTo(Frame.newJava(element));
    }
  }

  @Test
  void longNamesAreNotCached() {
    StackTraceElement element = element("x".repeat(Limits.NAME + 1), 1);
    assertThat(Frame.java(element)).isEqualTo(Frame.java(element)).isNotSameAs(Frame.java(element));
  }

  @Test
  void fingerprintsThatShareASlotAreNotMixedUp() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20 * Fingerprints.REMEMBERED; i++) {
        String[] parts = {"T" + i, null};
        assertThat(Fingerprints.of(parts, known -> known[0] + "!")).isEqualTo("T" + i + "!");
      }
    }
  }

  private static StackTraceElement element(String type, int line) {
    return new StackTraceElement(type, "m", "A.java", line);
  }
}
