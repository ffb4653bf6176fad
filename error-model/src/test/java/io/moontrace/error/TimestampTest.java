package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampTest {
  private static final DateTimeFormatter OF_THE_JDK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Test
  void randomInstantsAreFormattedLikeInTheJdk() {
    Random random = new Random(3);
    long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int i = 0; i < 10_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(random.nextLong(first, last), random.nextInt(1_000_000_000));
      assertThat(text(instant)).isEqualTo(OF_THE_JDK.format(instant));
    }
  }

  @Test
  void yearsBeyondFourDigitsAreClamped() {
    assertThat(text(Instant.MIN)).isEqualTo("0000-01-01T00:00:00.000000Z");
    assertThat(text(Instant.MAX)).isEqualTo("9999-12-31T23:59:59.999999Z");
  }

  private static String text(Instant instant) {
    JsonWriter json = new JsonWriter();
    Timestamp.write(json, instant.getEpochSecond(), instant.getNano());
    return json.toString();
  }
}
