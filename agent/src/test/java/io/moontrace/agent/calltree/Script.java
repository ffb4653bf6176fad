package io.moontrace.agent.calltree;

/** The text of a chunk, and the line that is written at. */
final class Script {
  private final String name;
  private final StringBuilder text = new StringBuilder();
  private int line = 1;

  /**
   * A chunk without text.
   *
   * @param name as frames show it
   */
  Script(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  int line() {
    return line;
  }

  Script write(String code) {
    text.append(code);
    line += (int) code.chars().filter(c -> c == '\n').count();
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
