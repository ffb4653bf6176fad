package io.moontrace.bootstrap;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * What the agent does with the application's own log. The agent sets it at start-up and does
 * nothing before that; code woven into Logback reads it. Thread-safe.
 */
public final class ApplicationLog {

  /** Takes the JSON lines of what the application logs. Thread-safe; never throws, never blocks. */
  public interface Lines {

    /** Whether the destination of the lines is known. */
    boolean hasDestination();

    /**
     * Sets the file of the application's plain log, beside which the lines are written. Only the
     * first call counts.
     *
     * @param plainLog null if the application logs to no file
     */
    void setPlainLog(@Nullable File plainLog);

    /**
     * Takes a line.
     *
     * @param line in UTF-8, with its line break; the caller no longer changes it
     */
    void accept(byte[] line);
  }

  private static final ThreadLocal<Boolean> silent = new ThreadLocal<>();

  private static volatile @Nullable Lines shade;
  private static volatile boolean isReplaced;
  private static volatile boolean hasMdcLabels;
  private static volatile boolean wasSilent;

  /**
   * Takes a JSON line for each event, in addition to the application's own output; null if
   * disabled.
   */
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

  /** Whether MDC entries that are not business context become labels. */
  public static boolean hasMdcLabels() {
    return hasMdcLabels;
  }

  public static void setMdcLabels(boolean labels) {
    hasMdcLabels = labels;
  }

  /** Marks the event that this thread is logging as one that no appender takes. */
  public static void setSilent() {
    silent.set(true);
    wasSilent = true;
  }

  /**
   * Whether the event that this thread is logging was marked by {@link #setSilent}; clears the
   * mark.
   */
  public static boolean isSilent() {
    if (!wasSilent || silent.get() == null) {
      return false;
    }
    silent.remove();
    return true;
  }

  private ApplicationLog() {}
}
