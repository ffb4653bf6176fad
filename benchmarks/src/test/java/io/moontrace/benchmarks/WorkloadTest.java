package io.moontrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {
  private static final double NANOS = 100;

  @ParameterizedTest
  @EnumSource
  void aScriptReturnsTheExpectedResult(Workload workload) {
    workload
        .script()
        .map(Script::load)
        .ifPresent(script -> assertThat(script.call()).isEqualTo(script.expected()));
  }

  @Test
  void anErrorHasTenFramesOfLua() {
    assertThat(new EntryBenchmark().errorLeaves().getStackTrace())
        .filteredOn(frame -> frame.toString().contains("LuaClosure.execute"))
        .hasSize(10);
    assertThat(new EntryBenchmark().errorPrinted()).startsWith("org.luaj.vm2.LuaError: @descend");
  }

  @Test
  void theBestForkDecides() {
    Samples samples = new Samples();
    samples.add(NANOS, 9 * NANOS);
    samples.add(7 * NANOS, 3 * NANOS);
    samples.add(2 * NANOS, 4 * NANOS);
    assertThat(samples.bare()).isEqualTo(NANOS);
    assertThat(samples.woven()).isEqualTo(3 * NANOS);
    assertThat(samples.medianBare()).isEqualTo(2 * NANOS);
    assertThat(samples.medianWoven()).isEqualTo(4 * NANOS);
  }
}
