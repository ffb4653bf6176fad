package io.moontrace.bootstrap;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the errors that scripts caught and those that escaped Lua, by type and chunk, from {@link
 * #enable} on. Scripts fail often and on purpose, so counting must be cheap: two lookups and an
 * addition. Thread-safe.
 */
public final class ErrorCounts {
  /** The chunk of an error with no known Lua function on its stack. */
  public static final String NO_CHUNK = "";

  /**
   * Bound of the number of series, below the 2,000 per metric that OpenTelemetry's SDK keeps by
   * default.
   */
  static final int SERIES = 900;

  private static final ErrorCounts HANDLED = new ErrorCounts();
  private static final ErrorCounts UNHANDLED = new ErrorCounts();

  private static volatile boolean enabled;

  private final Map<String, Map<String, LongAdder>> byChunk = new ConcurrentHashMap<>();
  private final AtomicInteger series = new AtomicInteger();

  ErrorCounts() {}

  /** Takes one series at a time. */
  public interface Reader {
    /**
     * Takes one series.
     *
     * @param handled whether scripts caught these errors
     * @param chunk the attribute value of the chunk, or {@link #NO_CHUNK}
     */
    void read(boolean handled, String type, String chunk, long count);
  }

  public static void enable() {
    enabled = true;
  }

  public static boolean areEnabled() {
    return enabled;
  }

  /**
   * Counts one error.
   *
   * @param handled whether a script caught it; otherwise it escaped Lua
   * @param type the class of the error
   * @param chunk the low-cardinality name of the innermost chunk on its stack, or {@link #NO_CHUNK}
   */
  public static void count(boolean handled, String type, String chunk) {
    if (enabled) {
      (handled ? HANDLED : UNHANDLED).count(type, chunk);
    }
  }

  /** Passes the counts so far to {@code reader}. */
  public static void read(Reader reader) {
    HANDLED.read(true, reader);
    UNHANDLED.read(false, reader);
  }

  void count(String type, String chunk) {
    Map<String, LongAdder> byType = byChunk.get(chunk);
    LongAdder count = byType == null ? null : byType.get(type);
    if (count == null) {
      count = getOrAdd(MetricNames.TYPES.of(type), MetricNames.CHUNKS.of(chunk));
    }
    count.increment();
  }

  /** The counter of a series, added if it is missing and there is room. */
  private LongAdder getOrAdd(String type, String chunk) {
    Map<String, LongAdder> byType = byChunk.get(chunk);
    LongAdder count = byType == null ? null : byType.get(type);
    if (count != null) {
      return count;
    }
    boolean hasRoom = series.get() < SERIES && series.incrementAndGet() <= SERIES;
    return byChunk
        .computeIfAbsent(
            hasRoom ? chunk : MetricNames.CHUNKS.other(), name -> new ConcurrentHashMap<>())
        .computeIfAbsent(hasRoom ? type : MetricNames.TYPES.other(), name -> new LongAdder());
  }

  void read(boolean handled, Reader reader) {
    byChunk.forEach(
        (chunk, types) ->
            types.forEach((type, count) -> reader.read(handled, type, chunk, count.sum())));
  }
}
