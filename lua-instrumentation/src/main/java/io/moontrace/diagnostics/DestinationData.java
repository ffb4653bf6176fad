package io.moontrace.diagnostics;

import io.moontrace.error.PrintableText;
import io.moontrace.error.Redaction;
import io.moontrace.export.Destination;
import org.jspecify.annotations.Nullable;

/** A {@link Destination} as JMX shows it. */
public final class DestinationData {
  /** Chars that are shown of a problem: the message of an exception may be long. */
  private static final int MAX_PROBLEM = 1_000;

  private final Destination destination;
  private final @Nullable String problem;

  private DestinationData(Destination destination, @Nullable String problem) {
    this.destination = destination;
    this.problem =
        problem == null ? null : PrintableText.oneLine(Redaction.text(problem), MAX_PROBLEM);
  }

  /** With what is known. */
  static DestinationData known(Destination destination) {
    return new DestinationData(destination, destination.problem());
  }

  /** With what a try shows. */
  static DestinationData checked(Destination destination) {
    return new DestinationData(destination, destination.check());
  }

  /**
   * {@code errors file}, {@code application log}, {@code traces}, {@code metrics}, {@code logs}.
   */
  public String getName() {
    return destination.name();
  }

  /** The path, or the endpoint in force. */
  public String getTarget() {
    return destination.target();
  }

  /** Lines, spans, records or metrics since the start. */
  public long getAccepted() {
    return destination.accepted();
  }

  public @Nullable String getProblem() {
    return problem;
  }

  /** What to do about the problem. */
  public @Nullable String getAdvice() {
    return problem == null ? null : destination.advice();
  }

  /** In a few words: {@code answers}. */
  public @Nullable String getVerdict() {
    return problem == null ? destination.healthy() : null;
  }
}
