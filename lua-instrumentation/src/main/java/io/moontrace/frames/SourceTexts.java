package io.moontrace.frames;

import io.moontrace.bootstrap.RuntimeSettings;
import io.moontrace.error.ChunkId;
import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.moontrace.error.Limits;
import io.moontrace.error.SourceText;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index of the source texts of the chunks in use. Chunks ({@link LuaChunk}) hold the texts; this
 * index refers to them weakly. Beyond {@link #MAX_TOTAL} bytes the oldest texts are evicted.
 * Thread-safe.
 */
final class SourceTexts {
  /** Bytes of one text; a longer one is not kept. */
  static final int MAX_LENGTH = 1024 * 1024;

  /** Bytes of all texts. */
  static final int MAX_TOTAL = 16 * 1024 * 1024;

  private static final byte PRECOMPILED = 27;

  private static final SourceTexts ALL = new SourceTexts();

  private final ReferenceQueue<SourceText> dead = new ReferenceQueue<>();
  private final Map<ChunkId, Kept> kept = new LinkedHashMap<>();
  private int total;

  /**
   * Adds the text of a chunk that was just loaded, for the chunk to hold; null if it is not kept.
   */
  static @Nullable SourceText keep(@Nullable ChunkId id, byte[] chunk) {
    boolean isText = chunk.length > 0 && chunk[0] != PRECOMPILED;
    return id != null && isText && chunk.length <= MAX_LENGTH && RuntimeSettings.sourceLines() > 0
        ? ALL.add(id, chunk)
        : null;
  }

  /** Adds the source around their lines to the innermost Lua frames. */
  static List<Frame> withSource(List<Frame> frames) {
    int around = RuntimeSettings.sourceLines();
    if (around == 0) {
      return frames;
    }
    List<Frame> shown = new ArrayList<>(frames);
    int remaining = Limits.SOURCE_FRAMES;
    for (int i = 0; i < shown.size() && remaining > 0; i++) {
      Frame frame = shown.get(i);
      if (frame.language() == Language.LUA && frame.inApp()) {
        remaining--;
        Map<Integer, String> source = ALL.around(frame, around);
        shown.set(i, source.isEmpty() ? frame : frame.withSource(source));
      }
    }
    return shown;
  }

  private Map<Integer, String> around(Frame frame, int lines) {
    SourceText text = frame.chunk() == null ? null : find(frame.chunk());
    return text == null ? Collections.emptyMap() : text.around(frame.line(), lines);
  }

  private synchronized @Nullable SourceText find(ChunkId id) {
    Kept found = kept.get(id);
    return found == null ? null : found.get();
  }

  synchronized SourceText add(ChunkId id, byte[] chunk) {
    removeDead();
    Kept known = kept.get(id);
    SourceText same = known == null ? null : known.get();
    if (same != null && !same.isEvicted()) {
      return same;
    }
    if (known != null) {
      remove(known);
    }
    SourceText text = new SourceText(chunk);
    kept.put(id, new Kept(id, text, chunk.length, dead));
    total += chunk.length;
    makeRoom();
    return text;
  }

  /** Bytes of all texts, including dead ones that the collector has not enqueued yet. */
  synchronized int total() {
    removeDead();
    return total;
  }

  private void makeRoom() {
    for (Iterator<Kept> oldest = kept.values().iterator();
        total > MAX_TOTAL && oldest.hasNext(); ) {
      Kept old = oldest.next();
      SourceText text = old.get();
      if (text != null) {
        text.evict();
      }
      total -= old.length;
      oldest.remove();
    }
  }

  private void removeDead() {
    for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) {
      Kept old = (Kept) gone;
      if (kept.get(old.id) == old) {
        remove(old);
      }
    }
  }

  private void remove(Kept old) {
    kept.remove(old.id);
    total -= old.length;
  }

  private static final class Kept extends WeakReference<SourceText> {
    final ChunkId id;
    final int length;

    Kept(ChunkId id, SourceText text, int length, ReferenceQueue<SourceText> dead) {
      super(text, dead);
      this.id = id;
      this.length = length;
    }
  }
}
