package io.moontrace.export;

import org.jspecify.annotations.Nullable;

/** Where errors, or what goes with them, are written or sent. Thread-safe; nothing here throws. */
public interface Destination {
  /** What it is: {@code errors file}, {@code traces}, … */
  String name();

  /** The path or the endpoint in force, fit to be shown. */
  String target();

  /** What {@link #accepted} is where nobody counts. */
  long NOT_COUNTED = -1;

  /** Lines, spans, records or metrics that it took since the start; or {@link #NOT_COUNTED}. */
  long accepted();

  /** What is known to be wrong, without trying; null where nothing is. */
  @Nullable String problem();

  /**
   * Tries it, without writing or sending an error; blocks for a few seconds at most.
   *
   * @return what is wrong; null where nothing is
   */
  @Nullable String check();

  /** What {@link #check} found where it found nothing wrong: {@code is writable}. */
  String healthy();

  /** What to do where something is wrong: a sentence. */
  String advice();
}
