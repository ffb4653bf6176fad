package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.agent.golden.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenDrawTest {
  private static final List<String> SCRIPTS = List.of("a", "b", "c", "d", "e");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void eachJvmRunsEachScriptAndEachCellRunsItTwice(int jdks) {
    List<GoldenJvm> jvms = GoldenJvm.on(Jdks.OF_MATRIX.subList(0, jdks));
    LongStream.range(0, 50)
        .forEach(
            seed -> {
              GoldenDraw draw = GoldenDraw.by(seed, jvms, SCRIPTS);
              for (String script : SCRIPTS) {
                assertThat(jvms)
                    .allSatisfy(jvm -> assertThat(cells(draw, jvm, script)).isNotEmpty());
                List<Cell> all = new ArrayList<>();
                jvms.forEach(jvm -> all.addAll(cells(draw, jvm, script)));
                assertThat(Cell.all().stream().map(Cell::toString))
                    .allSatisfy(
                        cell ->
                            assertThat(all.stream().map(Cell::toString).filter(cell::equals))
                                .hasSizeGreaterThanOrEqualTo(GoldenDraw.TIMES));
              }
            });
  }

  @Test
  void fourJdksRunAThirdOfAll() {
    List<GoldenJvm> jvms = GoldenJvm.on(Jdks.OF_MATRIX);
    assertThat(count(GoldenDraw.all(jvms, SCRIPTS), jvms)).isEqualTo(8 * 6 * SCRIPTS.size());
    assertThat(count(GoldenDraw.by(1, jvms, SCRIPTS), jvms)).isEqualTo(8 * 2 * SCRIPTS.size());
  }

  @Test
  void theSeedDecides() {
    List<GoldenJvm> jvms = GoldenJvm.on(Jdks.OF_MATRIX);
    assertThat(text(GoldenDraw.by(7, jvms, SCRIPTS), jvms))
        .isEqualTo(text(GoldenDraw.by(7, jvms, SCRIPTS), jvms))
        .isNotEqualTo(text(GoldenDraw.by(8, jvms, SCRIPTS), jvms));
  }

  private static List<Cell> cells(GoldenDraw draw, GoldenJvm jvm, String script) {
    return draw.of(jvm).entrySet().stream()
        .filter(cell -> cell.getValue().contains(script))
        .map(cell -> cell.getKey())
        .toList();
  }

  private static int count(GoldenDraw draw, List<GoldenJvm> jvms) {
    return jvms.stream().flatMap(jvm -> draw.of(jvm).values().stream()).mapToInt(List::size).sum();
  }

  private static String text(GoldenDraw draw, List<GoldenJvm> jvms) {
    return jvms.stream().map(jvm -> draw.of(jvm).values().toString()).toList().toString();
  }
}
