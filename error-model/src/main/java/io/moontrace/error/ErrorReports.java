package io.moontrace.error;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The registry of errors: which {@code error.id} and report a throwable has, and the sinks of new
 * reports. All methods are thread-safe, refer to throwables weakly and never throw.
 */
public final class ErrorReports {
  /** Throwables whose id is remembered. */
  static final int REMEMBERED = 10_000;

  /** Latest reports remembered at least; up to as many earlier ones are remembered, too. */
  static final int REPORTS = 500;

  /** Takes each new report, on the thread of the error. Its exceptions are ignored. */
  public interface Sink {
    void accept(ErrorReport report);
  }

  private static final WeakIdentityMap<Throwable, String> IDS = new WeakIdentityMap<>(REMEMBERED);

  private static final WeakIdentityMap<Throwable, ErrorReport> LATEST =
      new WeakIdentityMap<>(2 * REPORTS);

  private static final List<Sink> sinks = new CopyOnWriteArrayList<>();

  /** The {@code error.id} of a throwable: the same on every call. */
  public static String idOf(Throwable error) {
    String id = IDS.get(error);
    return id != null ? id : IDS.putIfAbsent(error, newId());
  }

  /** Gives {@code wrapper} the {@code error.id} of {@code error}. */
  public static void shareId(Throwable wrapper, Throwable error) {
    IDS.putIfAbsent(wrapper, idOf(error));
  }

  /**
   * The common {@code error.id} of throwables that wrap each other, outermost first: the first id
   * that one of them already has, or a new one. All of them have it from then on, so an error that
   * is logged, wrapped and logged again is one error.
   */
  public static String idOf(List<Throwable> layers) {
    String id = null;
    for (int i = 0; i < layers.size() && id == null; i++) {
      id = IDS.get(layers.get(i));
    }
    if (id == null) {
      id = newId();
    }
    for (int i = 0; i < layers.size(); i++) {
      IDS.putIfAbsent(layers.get(i), id);
    }
    return id;
  }

  /**
   * The report that was made when the throwable escaped Lua. Null if it did not, or if it is not
   * among the latest reports that are remembered.
   */
  public static @Nullable ErrorReport find(Throwable error) {
    return LATEST.get(error);
  }

  /** Makes {@link #find} return the report for a throwable that is the error or wraps it. */
  public static void remember(Throwable error, ErrorReport report) {
    LATEST.put(error, report);
  }

  /** Adds a sink of new reports. */
  public static void addSink(Sink sink) {
    sinks.add(sink);
  }

  public static void removeSink(Sink sink) {
    sinks.remove(sink);
  }

  /** Whether there is any sink. */
  public static boolean hasSinks() {
    return !sinks.isEmpty();
  }

  public static void publish(ErrorReport report) {
    if (sinks.isEmpty() || !ReportLimiter.allows(report)) {
      return;
    }
    (report.handled() ? ReportCount.CAUGHT_REPORTED : ReportCount.REPORTED).count();
    for (Sink sink : sinks) {
      try {
        sink.accept(report);
      } catch (Throwable t) {
        // A failing sink must not affect the application. It logs the failure itself.
      }
    }
  }

  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Hex.of(random.nextLong()) + Hex.of(random.nextLong());
  }

  private ErrorReports() {}
}
