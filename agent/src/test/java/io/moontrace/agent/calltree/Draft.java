package io.moontrace.agent.calltree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is written so far of one tree. */
final class Draft {
  private final Random random;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final int failsAt;
  private Script script;
  private int names;

  /**
   * An empty draft.
   *
   * @param failsAt the leaf fails when it is reached this many times
   */
  Draft(Random random, String chunk, int failsAt) {
    this.random = random;
    this.failsAt = failsAt;
    script = new Script(chunk);
  }

  Script script() {
    return script;
  }

  /** Files that scripts may load. */
  Map<String, String> files() {
    return files;
  }

  int failsAt() {
    return failsAt;
  }

  Draft write(String code) {
    script.write(code);
    return this;
  }

  int line() {
    return script.line();
  }

  /** Writes into another chunk for a while. */
  void writeInto(Script other, Runnable writing) {
    Script outer = script;
    script = other;
    writing.run();
    script = outer;
  }

  String fresh(String prefix) {
    return prefix + ++names;
  }

  int freshNumber() {
    return ++names;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
