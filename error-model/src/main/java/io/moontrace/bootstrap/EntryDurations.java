package io.moontrace.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * How long entries into Lua take: told to the agent where metrics are wanted, else not measured.
 */
public final class EntryDurations {
  private static volatile @Nullable Recorder recorder;

  /** Takes each duration, on the thread of the entry. What it throws is dropped. */
  public interface Recorder {
    /**
     * One entry has ended.
     *
     * @param chunk the name of low cardinality of the chunk that was entered
     * @param errorType the type of the error that ended it, or null
     */
    void record(long nanos, String chunk, @Nullable String errorType);
  }

  public static void recordBy(Recorder wanted) {
    recorder = wanted;
  }

  public static boolean areOn() {
    return recorder != null;
  }

  /**
   * Says that an entry ends now.
   *
   * @param start {@link System#nanoTime} when it began
   */
  public static void ended(long start, String chunk, @Nullable String errorType) {
    Recorder told = recorder;
    if (told != null) {
      try {
        told.record(System.nanoTime() - start, chunk, errorType);
      } catch (Throwable t) {
        // The application goes on.
      }
    }
  }

  private EntryDurations() {}
}
