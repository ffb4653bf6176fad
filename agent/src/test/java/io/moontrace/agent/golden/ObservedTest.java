package io.moontrace.agent.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservedTest {
  @Test
  void goesThroughALine() {
    Observed observed =
        new Observed("c", "s", "a: \\n\n\tat <lua> f(x:1)\r\n", "{\"k\":\"\\n\"}", "");

    assertThat(observed.toLine()).doesNotContain("\n", "\r");
    assertThat(Observed.parse(observed.toLine()))
        .usingRecursiveComparison()
        .isEqualTo(Optional.of(observed));
  }

  @Test
  void whatAScriptPrintsIsNone() {
    assertThat(Observed.parse("golden")).isEmpty();
    assertThat(Observed.parse("golden\tc\ts\tf\tj\th\tcut off")).isEmpty();
  }
}
