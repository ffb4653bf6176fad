package io.moontrace.error;

/** The language of a frame or an error. */
public enum Language {
  LUA("lua"),
  JAVA("java");

  private final String text;

  Language(String text) {
    this.text = text;
  }

  /** The value of {@code lang} in the JSON line. */
  @Override
  public String toString() {
    return text;
  }
}
