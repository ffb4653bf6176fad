package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.FingerprintPairs;
import io.moontrace.error.ErrorLines;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The pairs of {@link FingerprintPairs}: one fingerprint for one bug, two for two bugs. */
class FingerprintIT {
  private static final int PAIRS = 38;

  @TempDir private static Path folder;

  private static final Map<String, JsonNode> lastLines = new LinkedHashMap<>();
  private static List<JsonNode> lines;

  @BeforeAll
  static void run() throws Exception {
    Path errors = folder.resolve("errors.json");
    Outcome with =
        ForkedJvm.of(FingerprintPairs.class)
            .with(ForkedJvm.LUAJ, ForkedJvm.BCEL, ForkedJvm.REGEXP)
            .agent()
            .flag("moontrace.errors.file", errors)
            .run();
    assertThat(with.exitCode()).as(with.stderr()).isZero();
    lines = ErrorLines.read(errors);
    for (JsonNode line : lines) {
      lastLines.put(line.at("/process/thread/name").asText(), line);
    }
  }

  @AfterAll
  static void forget() {
    lastLines.clear();
  }

  @Test
  void allAreReported() {
    assertThat(lastLines).hasSize(2 * PAIRS);
  }

  @Test
  void oneOfTheRethrownErrorsHasAnIncompleteStack() {
    String name = "same|raised again, known less well|";
    assertThat(lastLines.get(name + 1).at("/error/causes/0").has("approximate")).isFalse();
    assertThat(lastLines.get(name + 2).at("/error/causes/0/approximate").asBoolean()).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> pairs() {
    return lastLines.keySet().stream()
        .filter(name -> name.endsWith("|1"))
        .map(name -> name.substring(0, name.length() - 1))
        .map(pair -> DynamicTest.dynamicTest(pair, () -> check(pair)));
  }

  private static void check(String pair) {
    JsonNode one = lastLines.get(pair + 1);
    JsonNode other = lastLines.get(pair + 2);
    String what = one.at("/error/stack_trace").asText() + other.at("/error/stack_trace").asText();
    if (pair.startsWith("same|")) {
      assertThat(fingerprint(one)).as(what).isEqualTo(fingerprint(other));
    } else {
      assertThat(fingerprint(one)).as(what).isNotEqualTo(fingerprint(other));
    }
  }

  @Test
  void eachOfManyIsTheSame() {
    assertThat(lines)
        .filteredOn(line -> line.at("/process/thread/name").asText().contains("known less"))
        .filteredOn(line -> !line.at("/error/handled").asBoolean())
        .hasSize(13)
        .extracting(FingerprintIT::fingerprint)
        .satisfies(all -> assertThat(new TreeSet<>(all)).hasSize(1));
  }

  private static String fingerprint(JsonNode line) {
    return line.at("/error/fingerprint").asText();
  }
}
