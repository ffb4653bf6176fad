package io.moontrace.bootstrap;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * What the agent does with the application's own log. Set by the agent while it starts, before
 * which it does nothing; asked by woven code of Logback.
 */
public final class ApplicationLog {

  /**
   * Takes the JSON lines of what the application logs. Thread-safe; throws and waits for nothing.
   */
  public interface Lines {

    /** Whether it is known where the lines go. */
    boolean isPlaced();

    /**
     * Says where the application writes its plain log; the first word counts.
     *
     * @param plainLog null where it writes to no file
     */
    void place(@Nullable File plainLog);

    /**
     * Takes a line.
     *
     * @param line in UTF-8, with its line break; not changed any more
     */
    void accept(byte[] line);
  }

  private static final ThreadLocal<Boolean> silent = new ThreadLocal<>();

  private static volatile @Nullable Lines shade;
  private static volatile boolean isReplaced;
  private static volatile boolean hasMdcLabels;
  private static volatile boolean wasSilent;

  /** Takes each event besides what the application makes of it; null: nothing does. */
  public static @Nullable Lines shade() {
    return shade;
  }

  public static void setShade(@Nullable Lines lines) {
    shade = lines;
  }

  /** Whether the application's appenders write JSON lines instead of plain text. */
  public static boolean isReplaced() {
    return isReplaced;
  }

  public static void setReplaced(boolean replaced) {
    isReplaced = replaced;
  }

  /** Whether the rest of the MDC becomes labels. */
  public static boolean hasMdcLabels() {
    return hasMdcLabels;
  }

  public static void setMdcLabels(boolean labels) {
    hasMdcLabels = labels;
  }

  /** The event that this thread logs right now has no appender. */
  public static void setSilent() {
    silent.set(true);
    wasSilent = true;
  }

  /** Whether the event that this thread logs right now has no appender; asked once for each. */
  public static boolean isSilent() {
    if (!wasSilent || silent.get() == null) {
      return false;
    }
    silent.remove();
    return true;
  }

  private ApplicationLog() {}
}
