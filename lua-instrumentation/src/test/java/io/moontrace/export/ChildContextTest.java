package io.moontrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildContextTest {

  @Test
  void namesAreThoseOfVariables() {
    Map<String, String> variables = new HashMap<>();
    ChildContext.put(variables, "traceparent", "00-1");
    ChildContext.put(variables, "X-B3-TraceId", "2");
    ChildContext.put(variables, "tracestate", "a=b\0PATH=/tmp");
    assertThat(variables)
        .containsExactlyInAnyOrderEntriesOf(Map.of("TRACEPARENT", "00-1", "X_B3_TRACEID", "2"));
  }
}
