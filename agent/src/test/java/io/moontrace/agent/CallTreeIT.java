package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.agent.calltree.CallTrees;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Random call trees with their true stacks, each of which must be reported exactly. {@code
 * -Dmoontrace.test.seed} and {@code -Dmoontrace.test.trees} select them; a tree with a wrong stack
 * is printed with its own seed.
 */
class CallTreeIT {
  private static final long SEED = Long.getLong("moontrace.test.seed", 1);
  private static final int TREES = Integer.getInteger("moontrace.test.trees", 10_000);

  @Test
  void everyStackIsExact() throws IOException, InterruptedException {
    Outcome outcome =
        ForkedJvm.of(CallTrees.class, Long.toString(SEED), Integer.toString(TREES))
            .agent()
            .flag("moontrace.errors.handled-interval", 0)
            .flag("moontrace.errors.max-per-minute", 0)
            .with(ForkedJvm.LUAJ)
            .run();

    assertThat(outcome.stdout()).isEqualTo(TREES + " trees are exact, 0 are not\n");
    assertThat(outcome.exitCode()).isZero();
  }
}
