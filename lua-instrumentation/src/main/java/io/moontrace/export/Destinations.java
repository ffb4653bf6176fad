package io.moontrace.export;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The destinations of this program, in the order they were configured. Thread-safe. */
public final class Destinations {
  private static final List<Destination> ALL = new CopyOnWriteArrayList<>();

  static void add(Destination destination) {
    ALL.add(destination);
  }

  public static List<Destination> all() {
    return Collections.unmodifiableList(ALL);
  }

  private Destinations() {}
}
