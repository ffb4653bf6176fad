package io.moontrace.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErrorCountsTest {
  private final ErrorCounts counts = new ErrorCounts();

  @Test
  void eachTypeOfEachChunkIsASeries() {
    counts.count("A", "a.lua");
    counts.count("A", "a.lua");
    counts.count("B", "a.lua");
    counts.count("A", ErrorCounts.NO_CHUNK);
    assertThat(read()).hasToString("{A =1, A a.lua=2, B a.lua=1}");
  }

  /** Runs last, because it uses up the names of chunks of this process. */
  @Test
  @Order(Integer.MAX_VALUE)
  void theNumberOfSeriesIsBounded() {
    for (int chunk = 0; chunk < 10_000; chunk++) {
      counts.count("E" + chunk % 150, "generated-" + chunk + ".lua");
    }
    Map<String, Long> read = read();
    assertThat(read).hasSizeLessThanOrEqualTo(ErrorCounts.SERIES + 1);
    assertThat(read.values().stream().mapToLong(n -> n).sum()).isEqualTo(10_000);
    Set<String> chunks = new HashSet<>();
    read.keySet().forEach(key -> chunks.add(key.substring(key.indexOf(' '))));
    assertThat(chunks).contains(" other").hasSizeLessThanOrEqualTo(201);
  }

  @Test
  void nothingIsCountedBeforeItIsEnabled() {
    List<String> read = new ArrayList<>();
    ErrorCounts.count(true, "ErrorCountsTest", "before");
    ErrorCounts.enable();
    ErrorCounts.count(true, "ErrorCountsTest", "caught");
    ErrorCounts.count(false, "ErrorCountsTest", "escaped");
    ErrorCounts.read((handled, type, chunk, n) -> read.add(handled + " " + chunk + " " + n));
    assertThat(read).contains("true caught 1", "false escaped 1").doesNotContain("true before 1");
  }

  private Map<String, Long> read() {
    Map<String, Long> read = new TreeMap<>();
    counts.read(true, (handled, type, chunk, n) -> read.put(type + ' ' + chunk, n));
    return read;
  }
}
