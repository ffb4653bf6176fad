package io.moontrace.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenScopesTest {
  private final OpenScopes scopes = new OpenScopes();
  private final List<String> closed = new ArrayList<>();

  @Test
  void closesInnermostFirstDownToADepth() {
    push("a", false);
    push("b", false);
    push("c", true);
    scopes.closeDownTo(1);
    assertThat(closed).containsExactly("c", "b");
    assertThat(scopes.depth()).isEqualTo(1);
  }

  @Test
  void aScopeThatFailsToCloseKeepsNoOtherOpen() {
    push("a", false);
    scopes.push(
        () -> {
          throw new IllegalStateException();
        },
        false);
    scopes.closeDownTo(0);
    assertThat(closed).containsExactly("a");
  }

  @Test
  void onlyAReplaceableOneIsReplaced() {
    push("a", false);
    scopes.closeReplaceable();
    push("b", true);
    scopes.closeReplaceable();
    assertThat(closed).containsExactly("b");
    assertThat(scopes.depth()).isEqualTo(1);
  }

  @Test
  void oneTooManyIsClosedAtOnce() {
    for (int i = 0; i < OpenScopes.CAPACITY; i++) {
      push("in", false);
    }
    push("out", false);
    assertThat(closed).containsExactly("out");
    assertThat(scopes.depth()).isEqualTo(OpenScopes.CAPACITY);
  }

  private void push(String name, boolean replaceable) {
    scopes.push(() -> closed.add(name), replaceable);
  }
}
