package io.moontrace.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryDurationsTest {
  @Test
  void recordsOnceEnabledAndIgnoresFailuresOfTheRecorder() {
    List<String> recorded = new ArrayList<>();
    EntryDurations.ended(System.nanoTime(), "before", null);
    EntryDurations.setRecorder(
        (nanos, chunk, type) -> {
          recorded.add(chunk + ' ' + type + ' ' + (nanos >= 1_000));
          throw new IllegalStateException();
        });
    EntryDurations.ended(System.nanoTime() - 1_000, "a.lua", "E");
    assertThat(EntryDurations.areEnabled()).isTrue();
    assertThat(recorded).containsExactly("a.lua E true");
  }
}
