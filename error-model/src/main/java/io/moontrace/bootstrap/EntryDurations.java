package io.moontrace.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * Hands the duration of each entry into Lua to the agent. Not measured unless metrics are enabled.
 * Thread-safe.
 */
public final class EntryDurations {
  private static volatile @Nullable Recorder recorder;

  /** Takes each duration, on the thread of the entry. Its exceptions are ignored. */
  public interface Recorder {
    /**
     * Records one entry.
     *
     * @param chunk the low-cardinality name of the chunk that was entered
     * @param errorType the type of the error that ended the entry, or null
     */
    void record(long nanos, String chunk, @Nullable String errorType);
  }

  public static void setRecorder(Recorder newRecorder) {
    recorder = newRecorder;
  }

  public static boolean areEnabled() {
    return recorder != null;
  }

  /**
   * Records an entry that ends now.
   *
   * @param start {@link System#nanoTime} at the beginning of the entry
   */
  public static void ended(long start, String chunk, @Nullable String errorType) {
    Recorder current = recorder;
    if (current != null) {
      try {
        current.record(System.nanoTime() - start, chunk, errorType);
      } catch (Throwable t) {
        // The application goes on.
      }
    }
  }

  private EntryDurations() {}
}
