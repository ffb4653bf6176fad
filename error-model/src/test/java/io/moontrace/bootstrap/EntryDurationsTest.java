package io.moontrace.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryDurationsTest {
  @Test
  void toldFromWhenItIsWantedAndWhateverTheRecorderDoes() {
    List<String> told = new ArrayList<>();
    EntryDurations.ended(System.nanoTime(), "before", null);
    EntryDurations.recordBy(
        (nanos, chunk, type) -> {
          told.add(chunk + ' ' + type + ' ' + (nanos >= 1_000));
          throw new IllegalStateException();
        });
    EntryDurations.ended(System.nanoTime() - 1_000, "a.lua", "E");
    assertThat(EntryDurations.areOn()).isTrue();
    assertThat(told).containsExactly("a.lua E true");
  }
}
