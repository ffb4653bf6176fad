package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropReasonTest {
  @Test
  void eachIsCountedAndTheFirstReported() {
    List<DropReason> reported = new ArrayList<>();
    DropReason.onFirstOfEach(
        reason -> {
          reported.add(reason);
          throw new IllegalStateException("ignored");
        });
    long before = DropReason.QUEUE_FULL.total();
    DropReason.QUEUE_FULL.count();
    DropReason.QUEUE_FULL.count();
    assertThat(DropReason.QUEUE_FULL.total() - before).isEqualTo(2);
    assertThat(reported).containsExactly(DropReason.QUEUE_FULL);
    assertThat(DropReason.QUEUE_FULL.reason()).isEqualTo("queue_full");
  }
}
