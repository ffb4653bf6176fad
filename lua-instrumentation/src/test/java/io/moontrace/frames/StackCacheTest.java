package io.moontrace.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.Stack;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.Prototype;

class StackCacheTest {
  private static final Prototype PROTOTYPE = new Prototype();
  private static final Stack STACK = new Stack(List.of(), false);

  private final StackCache cache = new StackCache();

  @Test
  void aStackIsFoundAgain() {
    assertThat(find(trace("a"), activation(PROTOTYPE, 1))).isNull();
    cache.put(StackCache.key(trace("a"), activation(PROTOTYPE, 1)), STACK);
    assertThat(find(trace("a"), activation(PROTOTYPE, 1))).isSameAs(STACK);
  }

  @Test
  void otherKeysAreNotFound() {
    cache.put(StackCache.key(trace("a"), activation(PROTOTYPE, 1)), STACK);
    assertThat(find(trace("b"), activation(PROTOTYPE, 1))).isNull();
    assertThat(find(trace("a"), activation(PROTOTYPE, 2))).isNull();
    assertThat(find(trace("a"), activation(new Prototype(), 1))).isNull();
    assertThat(find(trace("a"), List.of())).isNull();
  }

  @Test
  void someStacksHaveNoKey() {
    assertThat(StackCache.key(new StackTraceElement[0], activation(PROTOTYPE, 1))).isNull();
    assertThat(StackCache.key(new StackTraceElement[10_000], List.of())).isNull();
    List<Activation> withLocals = List.of(new LuaActivation(PROTOTYPE, 1, Map.of("x", "1")));
    assertThat(StackCache.key(trace("a"), withLocals)).isNull();
  }

  private @Nullable Stack find(StackTraceElement[] java, List<Activation> lua) {
    return cache.get(StackCache.key(java, lua));
  }

  private static StackTraceElement[] trace(String method) {
    return new StackTraceElement[] {new StackTraceElement("T", method, "T.java", 1)};
  }

  private static List<Activation> activation(Prototype prototype, int pc) {
    return List.of(new LuaActivation(prototype, pc, Map.of()));
  }
}
