package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.golden.Cell;
import io.moontrace.agent.golden.GoldenText;
import io.moontrace.agent.golden.Observed;
import io.moontrace.error.ErrorLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Each script of {@code scripts/} is reported with the stack that stands in its {@code .expected},
 * or in its {@code .luajc.expected} or {@code .debug.expected} if it has one for the case, at the
 * first run and at each of many more: interpreted and compiled, with and without a debug library,
 * on the class path and in a class loader of its own, on each JDK of {@link Jdks#OF_MATRIX} that is
 * there. {@link GoldenDraw} says which of these cells run; with {@code
 * -Dmoontrace.test.matrix=full} all do.
 */
class GoldenMatrixIT {
  private static final int AT_A_TIME = 2;

  private static final long SEED = Seed.value();
  private static final List<GoldenJvm> PRESENT =
      GoldenJvm.on(Jdks.ofThisMachine().present(Jdks.OF_MATRIX));
  private static final boolean FULL = "full".equals(System.getProperty("moontrace.test.matrix"));
  private static final GoldenDraw DRAW =
      FULL
          ? GoldenDraw.all(PRESENT, Goldens.scripts())
          : GoldenDraw.by(SEED, PRESENT, Goldens.scripts());

  private static final Map<GoldenJvm, Future<Outcome>> JVMS = new LinkedHashMap<>();
  private static final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

  @BeforeAll
  static void start() {
    System.out.println(
        "Golden matrix: " + (FULL ? "all cells" : "cells drawn by -Dmoontrace.test.seed=" + SEED));
    for (GoldenJvm jvm : PRESENT) {
      JVMS.put(jvm, threads.submit(() -> jvm.run(DRAW.of(jvm))));
    }
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
  }

  @TestFactory
  Stream<DynamicNode> matrix() {
    return JVMS.entrySet().stream()
        .map(
            entry ->
                dynamicContainer(
                    entry.getKey().toString(), tests(entry.getKey(), entry.getValue())));
  }

  private static Stream<DynamicNode> tests(GoldenJvm jvm, Future<Outcome> run) {
    DynamicNode ends = dynamicTest(jvm + ": ends well", () -> assertEndsWell(jvm, run));
    return Stream.concat(Stream.of(ends), Cell.all().stream().map(cell -> tests(jvm, cell, run)));
  }

  private static DynamicNode tests(GoldenJvm jvm, Cell cell, Future<Outcome> run) {
    String where = jvm + ", " + cell;
    return dynamicContainer(
        where,
        DRAW.of(jvm).get(cell).stream().map(script -> test(where, cell, script, jvm.jdk(), run)));
  }

  private static DynamicNode test(
      String where, Cell cell, String script, int jdk, Future<Outcome> run) {
    String name = where + ": " + script;
    return dynamicTest(
        name,
        () ->
            assertAsExpected(
                name, observed(run, cell, script), Goldens.expected(cell, script, jdk)));
  }

  private static void assertEndsWell(GoldenJvm jvm, Future<Outcome> run)
      throws InterruptedException {
    Outcome outcome;
    try {
      outcome = run.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    }
    assertThat(outcome.stdout()).as(outcome.stderr()).startsWith("java " + jvm.jdk() + "\n");
    assertThat(outcome.stdout().endsWith("\ndone\n")).as(outcome.stderr()).isTrue();
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.agentLog()).isEmpty();
  }

  /** Empty too when the JVM did not even start: {@link #assertEndsWell} says why. */
  private static Optional<Observed> observed(Future<Outcome> run, Cell cell, String script)
      throws InterruptedException {
    try {
      return run.get()
          .stdout()
          .lines()
          .flatMap(line -> Observed.parse(line).stream())
          .filter(one -> one.cell().equals(cell.toString()) && one.script().equals(script))
          .findFirst();
    } catch (ExecutionException e) {
      return Optional.empty();
    }
  }

  private static void assertAsExpected(String what, Optional<Observed> observed, String expected) {
    assertThat(observed).as(what + " did report").isPresent();
    Observed one = observed.get();
    assertThat(one.first()).as(what).isEqualTo(expected);
    assertThat(one.hot()).as("%s, which was\n%s", what, one.first()).isEmpty();
    JsonNode line = ErrorLines.valid(one.json());
    assertThat(GoldenText.of(line.at("/error/stack_trace").asText())).as(what).isEqualTo(expected);
  }
}
