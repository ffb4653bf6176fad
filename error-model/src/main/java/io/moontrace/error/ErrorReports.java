package io.moontrace.error;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which error a throwable is, and who wants to hear of errors. All methods are thread-safe, refer
 * to throwables weakly and throw nothing.
 */
public final class ErrorReports {
  /** Throwables remembered at one time. */
  static final int REMEMBERED = 10_000;

  /** The latest reports remembered; up to as many again of the earlier ones are, too. */
  static final int REPORTS = 500;

  /**
   * Takes each new report, on the thread the error passed. May block; what it throws is dropped.
   */
  public interface Sink {
    void accept(ErrorReport report);
  }

  private static final WeakIdentityMap<Throwable, String> IDS = new WeakIdentityMap<>(REMEMBERED);

  private static final WeakIdentityMap<Throwable, ErrorReport> LATEST =
      new WeakIdentityMap<>(2 * REPORTS);

  private static final List<Sink> sinks = new CopyOnWriteArrayList<>();

  /** The {@code error.id} of a throwable: the same at every call. */
  public static String idOf(Throwable error) {
    String known = IDS.get(error);
    return known != null ? known : IDS.putIfAbsent(error, newId());
  }

  /** Makes {@code wrapper} and {@code error} one error. */
  public static void unite(Throwable wrapper, Throwable error) {
    IDS.putIfAbsent(wrapper, idOf(error));
  }

  /**
   * The one {@code error.id} of throwables that lie around each other: what one of them has
   * already, outermost first, or a new one. From here on all of them have it, so that an error that
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
   * What is known of a throwable: the report that was made when it left Lua. Null where it never
   * did, and for all but the latest some hundred.
   */
  public static @Nullable ErrorReport find(Throwable error) {
    return LATEST.get(error);
  }

  /** Lets {@link #find} find the report, by a throwable that is the error or wraps it. */
  public static void remember(Throwable error, ErrorReport report) {
    LATEST.put(error, report);
  }

  /** Sends each report to this one, too. */
  public static void sendTo(Sink sink) {
    sinks.add(sink);
  }

  public static void stopSendingTo(Sink sink) {
    sinks.remove(sink);
  }

  /** Whether anybody wants to hear of errors. */
  public static boolean isHeard() {
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
        // A sink that fails must not fail the application; it says so itself.
      }
    }
  }

  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Hex.of(random.nextLong()) + Hex.of(random.nextLong());
  }

  private ErrorReports() {}
}
