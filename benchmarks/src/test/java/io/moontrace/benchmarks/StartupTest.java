package io.moontrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartupTest {

  @Test
  void theTimeOfAProcessIsTheKernels() throws IOException, InterruptedException {
    ProcessTime busy =
        ProcessTime.of(List.of("bash", "-c", "for ((i = 0; i < 200000; i++)); do :; done"));
    assertThat(busy.cpu()).isPositive();
    assertThat(busy.wall()).isPositive();
    ProcessTime idle = ProcessTime.of(List.of("sleep", "0.3"));
    assertThat(idle.wall()).isGreaterThanOrEqualTo(0.3);
    assertThat(idle.cpu()).isLessThan(idle.wall());
  }

  @Test
  void aProgramThatFailsIsNotMeasured() {
    assertThatThrownBy(() -> ProcessTime.of(List.of("false"))).isInstanceOf(IOException.class);
  }

  @Test
  void oursIsComparedWithTheStockAgentOfTheSameProgram() {
    Map<Start, List<ProcessTime>> times = new LinkedHashMap<>();
    double seconds = 1;
    for (Start start : Start.all()) {
      double bySetting = start.agent() == Start.Jar.OURS ? seconds * 1.5 : ++seconds;
      times.put(
          start,
          new ArrayList<>(List.of(new ProcessTime(bySetting, 9), new ProcessTime(bySetting, 1))));
    }
    assertThat(StartupTable.of(times).lines())
        .hasSize(2 + Start.all().size())
        .contains("| without Lua, no agent | 2.00 | 2.00–2.00 |  | 5.00 | 1.00–9.00 |  |")
        .contains("| without Lua, ours | 4.50 | 4.50–4.50 | +50.0 % | 5.00 | 1.00–9.00 | +0.0 % |");
  }
}
