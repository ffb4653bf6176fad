package io.moontrace.bootstrap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The keys of baggage and MDC that may become business context: none unless configured. */
public final class ContextKeys {
  private static volatile List<String> baggage = Collections.emptyList();
  private static volatile List<String> mdc = Collections.emptyList();

  /** Set by the agent while it starts. */
  public static void allow(List<String> baggageKeys, List<String> mdcKeys) {
    baggage = Collections.unmodifiableList(new ArrayList<>(baggageKeys));
    mdc = Collections.unmodifiableList(new ArrayList<>(mdcKeys));
  }

  public static List<String> baggage() {
    return baggage;
  }

  public static List<String> mdc() {
    return mdc;
  }

  private ContextKeys() {}
}
