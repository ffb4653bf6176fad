package io.moontrace.bootstrap;

/** What the agent's sampler does, as far as woven code has to know. */
public final class Sampling {
  private static volatile boolean unsampledParentDecides;

  /**
   * Whether a span whose parent is not sampled never is either, so that it need not be asked for.
   */
  public static boolean unsampledParentDecides() {
    return unsampledParentDecides;
  }

  /** Set by the agent while it starts. */
  public static void setUnsampledParentDecides(boolean decides) {
    unsampledParentDecides = decides;
  }

  private Sampling() {}
}
