package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DroppedTest {
  @Test
  void eachIsCountedAndTheFirstTold() {
    List<Dropped> told = new ArrayList<>();
    Dropped.tellFirstOfEach(
        reason -> {
          told.add(reason);
          throw new IllegalStateException("dropped");
        });
    long before = Dropped.QUEUE_FULL.total();
    Dropped.QUEUE_FULL.count();
    Dropped.QUEUE_FULL.count();
    assertThat(Dropped.QUEUE_FULL.total() - before).isEqualTo(2);
    assertThat(told).containsExactly(Dropped.QUEUE_FULL);
    assertThat(Dropped.QUEUE_FULL.reason()).isEqualTo("queue_full");
  }
}
