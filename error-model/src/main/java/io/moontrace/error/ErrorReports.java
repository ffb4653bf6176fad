package io.moontrace.error;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which error a throwable is, and who wants to hear of errors. All methods are thread-safe, refer
 * to throwables weakly and throw nothing.
 */
public final class ErrorReports {
  /** Throwables remembered at one time. */
  static final int REMEMBERED = 10_000;

  /**
   * Takes each new report, on the thread the error passed. May block; what it throws is dropped.
   */
  public interface Sink {
    void accept(ErrorReport report);
  }

  private static final WeakIdentityMap<Throwable, String> IDS = new WeakIdentityMap<>(REMEMBERED);

  private static volatile @Nullable Sink sink;

  /** The {@code error.id} of a throwable: the same at every call. */
  public static String idOf(Throwable error) {
    String known = IDS.get(error);
    return known != null ? known : IDS.putIfAbsent(error, newId());
  }

  /** Makes {@code wrapper} and {@code error} one error. */
  public static void unite(Throwable wrapper, Throwable error) {
    IDS.putIfAbsent(wrapper, idOf(error));
  }

  public static void sendTo(@Nullable Sink newSink) {
    sink = newSink;
  }

  public static void publish(ErrorReport report) {
    Sink current = sink;
    if (current == null) {
      return;
    }
    try {
      current.accept(report);
    } catch (Throwable t) {
      // A sink that fails must not fail the application; it says so itself.
    }
  }

  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Hex.of(random.nextLong()) + Hex.of(random.nextLong());
  }

  private ErrorReports() {}
}
