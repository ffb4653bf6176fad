package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.agent.program.Ending;
import io.moontrace.agent.program.Observer;
import io.moontrace.agent.program.Requiring;
import io.moontrace.agent.program.ScriptEngineObserver;
import io.moontrace.agent.program.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that a program and its scripts can observe is the same, byte for byte, as without the
 * agent.
 */
class SameAsWithoutIT {
  /** The threads of the agent in this configuration. */
  private static final Set<String> AGENT_THREADS = Set.of("weak-ref-cleaner", "moontrace-errors");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"standard", "debug", "luajc"})
  void scripts(String globals) throws IOException, InterruptedException {
    Outcome without = run(Observer.class, globals);
    assertThat(without.exitCode()).isZero();
    assertThat(without.stdout()).endsWith("== end\n");
    with(Observer.class, globals).assertSameAs(without);
  }

  @Test
  void modulesSwitchedOff() throws IOException, InterruptedException {
    Outcome without = run(Requiring.class);
    assertThat(without.exitCode()).isZero();
    assertThat(without.stdout()).contains("module 'otel' not found");
    fork(Requiring.class)
        .agent()
        .flag("moontrace.lua.modules", "false")
        .run()
        .assertSameAs(without);
  }

  @Test
  void scriptEngine() throws IOException, InterruptedException {
    Outcome without = run(ScriptEngineObserver.class);
    assertThat(without.exitCode()).isZero();
    assertThat(without.stdout()).endsWith("== end\n");
    with(ScriptEngineObserver.class).assertSameAs(without);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lua", "java", "debug"})
  void uncaught(String kind) throws IOException, InterruptedException {
    Outcome without = run(Ending.class, kind);
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.stderr()).startsWith("Exception in thread \"main\" ");
    with(Ending.class, kind).assertSameAs(without);
  }

  @Test
  void exitFromJavaUnderLua() throws IOException, InterruptedException {
    Outcome without = run(Ending.class, "exit");
    assertThat(without.exitCode()).isEqualTo(7);
    with(Ending.class, "exit").assertSameAs(without);
  }

  @Test
  void threads() throws IOException, InterruptedException {
    Outcome without = run(Threads.class);
    Outcome with = with(Threads.class);
    assertThat(names(with)).containsAll(names(without));
    Set<String> added = names(with);
    added.removeAll(names(without));
    assertThat(added).isSubsetOf(AGENT_THREADS);
    assertThat(names(without))
        .contains("main")
        .noneMatch(name -> name.startsWith("Coroutine"))
        .doesNotContainAnyElementsOf(AGENT_THREADS);
  }

  private static Set<String> names(Outcome outcome) {
    return outcome.stdout().lines().collect(Collectors.toCollection(TreeSet::new));
  }

  private Outcome with(Class<?> program, String... args) throws IOException, InterruptedException {
    return fork(program, args)
        .agent()
        .flag("moontrace.errors.file", folder.resolve("errors.json"))
        .run();
  }

  private static Outcome run(Class<?> program, String... args)
      throws IOException, InterruptedException {
    return fork(program, args).run();
  }

  private static ForkedJvm fork(Class<?> program, String... args) {
    List<Path> jars = List.of(ForkedJvm.LUAJ, ForkedJvm.BCEL, ForkedJvm.REGEXP);
    return ForkedJvm.of(program, args).with(jars.toArray(Path[]::new)).jvm("-Xss1m");
  }
}
