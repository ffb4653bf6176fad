package io.moontrace.bootstrap;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many errors scripts caught, and how many left Lua: by type and chunk, since metrics are
 * wanted. Nothing is counted before. Scripts fail often and on purpose, so to count must cost
 * little: two lookups and an addition. Thread-safe.
 */
public final class ErrorCounts {
  /** Where no Lua function is known to be on the stack. */
  public static final String NO_CHUNK = "";

  /** Series, below the 2,000 that OpenTelemetry's SDK keeps of one metric by default. */
  static final int SERIES = 900;

  private static final ErrorCounts HANDLED = new ErrorCounts();
  private static final ErrorCounts LEFT = new ErrorCounts();

  private static volatile boolean on;

  private final Map<String, Map<String, LongAdder>> byChunk = new ConcurrentHashMap<>();
  private final AtomicInteger series = new AtomicInteger();

  ErrorCounts() {}

  /** Takes one series after the other. */
  public interface Reader {
    /**
     * One of them.
     *
     * @param handled whether scripts caught these
     * @param chunk as a metric has it, or {@link #NO_CHUNK}
     */
    void read(boolean handled, String type, String chunk, long count);
  }

  /** Counts from here on. */
  public static void start() {
    on = true;
  }

  public static boolean areOn() {
    return on;
  }

  /**
   * Counts one error.
   *
   * @param handled whether a script caught it; else it left Lua
   * @param type its class
   * @param chunk the innermost chunk that it passed, by its name of low cardinality, or {@link
   *     #NO_CHUNK}
   */
  public static void count(boolean handled, String type, String chunk) {
    if (on) {
      (handled ? HANDLED : LEFT).count(type, chunk);
    }
  }

  /** What was counted so far. */
  public static void read(Reader reader) {
    HANDLED.read(true, reader);
    LEFT.read(false, reader);
  }

  void count(String type, String chunk) {
    Map<String, LongAdder> byType = byChunk.get(chunk);
    LongAdder count = byType == null ? null : byType.get(type);
    if (count == null) {
      count = added(MetricNames.TYPES.of(type), MetricNames.CHUNKS.of(chunk));
    }
    count.increment();
  }

  /** One that is there already, or new. */
  private LongAdder added(String type, String chunk) {
    Map<String, LongAdder> known = byChunk.get(chunk);
    LongAdder count = known == null ? null : known.get(type);
    if (count != null) {
      return count;
    }
    boolean room = series.get() < SERIES && series.incrementAndGet() <= SERIES;
    return byChunk
        .computeIfAbsent(
            room ? chunk : MetricNames.CHUNKS.other(), name -> new ConcurrentHashMap<>())
        .computeIfAbsent(room ? type : MetricNames.TYPES.other(), name -> new LongAdder());
  }

  void read(boolean handled, Reader reader) {
    byChunk.forEach(
        (chunk, types) ->
            types.forEach((type, count) -> reader.read(handled, type, chunk, count.sum())));
  }
}
