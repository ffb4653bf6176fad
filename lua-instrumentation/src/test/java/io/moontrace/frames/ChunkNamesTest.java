package io.moontrace.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.ChunkId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkNamesTest {
  private static final int ROUNDS = 100;
  private static final long PAUSE = 20;

  private final ChunkNames names = new ChunkNames();

  /** Keeps chunks in use. */
  private final List<LuaChunk> held = new ArrayList<>();

  @Test
  void chunksOfTheSameBytesAreOne() {
    LuaChunk first = names.add(chunk("a.lua", 1));
    assertThat(names.add(chunk("a.lua", 1))).isSameAs(first);
    assertThat(names.find("a.lua")).isSameAs(first);
    assertThat(names.find("b.lua")).isNull();
    assertThat(names.changes()).isZero();
  }

  @Test
  void aNameOfTwoVersionsIsAmbiguousUntilOneIsCollected() throws InterruptedException {
    held.add(names.add(chunk("a.lua", 1)));
    held.add(names.add(chunk("a.lua", 2)));
    assertThat(names.find("a.lua")).isNull();
    assertThat(names.changes()).isEqualTo(1);
    held.remove(1);
    for (int i = 0; i < ROUNDS && names.find("a.lua") == null; i++) {
      System.gc();
      Thread.sleep(PAUSE);
    }
    assertThat(names.find("a.lua")).isSameAs(held.get(0));
  }

  @Test
  void aNameOfTooManyVersionsStaysAmbiguous() {
    for (int i = 0; i <= ChunkNames.VERSIONS; i++) {
      held.add(names.add(chunk("a.lua", i)));
    }
    assertThat(names.find("a.lua")).isNull();
  }

  @Test
  void theLatestNamesAreKept() {
    held.add(names.add(chunk("first.lua", 0)));
    for (int i = 0; i < ChunkNames.NAMES; i++) {
      names.add(chunk(i + ".lua", 0));
    }
    assertThat(names.find("first.lua")).isNull();
  }

  private static LuaChunk chunk(String name, int version) {
    return LuaChunk.of(
        '@' + name, new ChunkId("%064x".formatted(version), "%040x".formatted(version)));
  }
}
