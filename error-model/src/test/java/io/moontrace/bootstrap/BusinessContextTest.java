package io.moontrace.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.moontrace.error.Limits;
import org.junit.jupiter.api.Test;

class BusinessContextTest {
  private final BusinessContext context = new BusinessContext();

  @Test
  void belongsToOneTrace() {
    context.set("one", "a", "1");
    context.entryEnded();
    assertThat(context.of("one")).containsExactly(entry("a", "1"));
    assertThat(context.of("two")).isEmpty();
    context.set("two", "b", "2");
    assertThat(context.of("two")).containsExactly(entry("b", "2"));
    assertThat(context.of("one")).isEmpty();
  }

  @Test
  void withoutATraceItEndsWithTheEntry() {
    context.set(BusinessContext.NO_TRACE, "a", "1");
    assertThat(context.of(BusinessContext.NO_TRACE)).containsExactly(entry("a", "1"));
    context.entryEnded();
    assertThat(context.of(BusinessContext.NO_TRACE)).isEmpty();
  }

  @Test
  void isBounded() {
    for (int i = 0; i < 2 * Limits.CONTEXT_ENTRIES; i++) {
      context.set("t", "key" + i, "v".repeat(1000));
    }
    assertThat(context.of("t"))
        .hasSize(Limits.CONTEXT_ENTRIES)
        .allSatisfy((key, value) -> assertThat(value).hasSize(Limits.CONTEXT_VALUE + 1));
    context.set("t", "key0", "new");
    context.set("t", "key1", null);
    context.set("t", "last", "x\ny");
    assertThat(context.of("t"))
        .hasSize(Limits.CONTEXT_ENTRIES)
        .contains(entry("key0", "new"), entry("last", "x\\ny"))
        .doesNotContainKey("key1");
  }
}
