package io.moontrace.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.ChunkId;
import io.moontrace.error.Frame;
import io.moontrace.error.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTextsTest {
  private static final int ROUNDS = 100;
  private static final long PAUSE = 20;

  private final SourceTexts texts = new SourceTexts();

  @Test
  void theSameBytesAreKeptOnce() {
    SourceText first = texts.add(id(1), "error('x')".getBytes(UTF_8));
    assertThat(texts.add(id(1), "error('x')".getBytes(UTF_8))).isSameAs(first);
    assertThat(texts.total()).isEqualTo("error('x')".length());
  }

  @Test
  void theOldestTextsAreEvicted() {
    List<SourceText> kept = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      kept.add(texts.add(id(i), new byte[SourceTexts.MAX_LENGTH]));
    }
    assertThat(texts.total()).isEqualTo(SourceTexts.MAX_TOTAL);
    assertThat(kept.get(3).isEvicted()).isTrue();
    assertThat(kept.get(4).isEvicted()).isFalse();
    SourceText again = texts.add(id(0), new byte[1]);
    assertThat(again.isEvicted()).isFalse();
    assertThat(kept.get(4).isEvicted()).isTrue();
  }

  @Test
  void aTextIsCollectedWithItsChunk() throws InterruptedException {
    texts.add(id(1), new byte[1000]);
    for (int i = 0; i < ROUNDS && texts.total() > 0; i++) {
      System.gc();
      Thread.sleep(PAUSE);
    }
    assertThat(texts.total()).isZero();
  }

  @Test
  void textsThatAreNotKept() {
    assertThat(SourceTexts.keep(null, new byte[] {'x'})).isNull();
    assertThat(SourceTexts.keep(id(1), new byte[] {27, 'L', 'u', 'a'})).isNull();
    assertThat(SourceTexts.keep(id(1), new byte[SourceTexts.MAX_LENGTH + 1])).isNull();
    assertThat(SourceTexts.keep(id(1), new byte[0])).isNull();
    assertThat(SourceTexts.keep(id(1), new byte[] {'x'})).isNotNull();
  }

  @Test
  void framesWithoutTextAreUnchanged() {
    List<Frame> frames =
        List.of(Frame.builtin("error"), Frame.lua("f", "a.lua", 1, id(99)), frame(null));
    assertThat(SourceTexts.withSource(frames)).isEqualTo(frames);
  }

  private static Frame frame(ChunkId id) {
    return Frame.lua("f", "a.lua", 1, id);
  }

  private static ChunkId id(int number) {
    return new ChunkId("%064x".formatted(number), "%040x".formatted(number));
  }
}
