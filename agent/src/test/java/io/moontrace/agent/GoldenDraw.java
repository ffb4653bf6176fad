package io.moontrace.agent;

import io.moontrace.agent.golden.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which cells of the golden matrix run: all, or those that a seed draws. Each JVM runs every
 * script; in how many of its cells depends on how many JVMs there are, so that each script runs in
 * each cell at least {@link #TIMES} times, on one JVM or another.
 */
final class GoldenDraw {
  static final int TIMES = 2;

  private final Map<GoldenJvm, Map<Cell, List<String>>> scripts = new LinkedHashMap<>();

  private GoldenDraw() {}

  static GoldenDraw all(List<GoldenJvm> jvms, List<String> scripts) {
    return deal(jvms, scripts, Cell.all().size(), 0);
  }

  static GoldenDraw by(long seed, List<GoldenJvm> jvms, List<String> scripts) {
    int cells = Cell.all().size();
    int perJvm = (TIMES * cells + jvms.size() - 1) / jvms.size();
    return deal(jvms, scripts, Math.min(perJvm, cells), seed);
  }

  /** The cells of each script go round: shuffled JVMs take so many each from the shuffled cells. */
  private static GoldenDraw deal(
      List<GoldenJvm> jvms, List<String> scripts, int perJvm, long seed) {
    GoldenDraw draw = new GoldenDraw();
    Random random = new Random(seed);
    List<GoldenJvm> order = new ArrayList<>(jvms);
    List<Cell> cells = Cell.all();
    for (GoldenJvm jvm : jvms) {
      Map<Cell, List<String>> ofJvm = new LinkedHashMap<>();
      cells.forEach(cell -> ofJvm.put(cell, new ArrayList<>()));
      draw.scripts.put(jvm, ofJvm);
    }
    List<Cell> shuffled = new ArrayList<>(cells);
    for (String script : scripts) {
      Collections.shuffle(order, random);
      Collections.shuffle(shuffled, random);
      int next = 0;
      for (GoldenJvm jvm : order) {
        for (int i = 0; i < perJvm; i++) {
          draw.scripts.get(jvm).get(shuffled.get(next++ % shuffled.size())).add(script);
        }
      }
    }
    return draw;
  }

  /** The scripts that run in each cell of a JVM; in order. */
  Map<Cell, List<String>> of(GoldenJvm jvm) {
    return scripts.get(jvm);
  }
}
