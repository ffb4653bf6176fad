package io.moontrace.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A throwable behind an error. Immutable. */
public final class Cause {
  /** The parent of a cause that stands directly behind the error itself. */
  public static final int ERROR = -1;

  /** How a cause is tied to its parent. */
  public enum Relation {
    CAUSE("cause"),
    SUPPRESSED("suppressed"),
    /** Lua caught it and raised its message again. */
    LUA_RETHROW("lua_rethrow");

    private final String text;

    Relation(String text) {
      this.text = text;
    }

    /** The value of {@code relation} in the JSON line. */
    @Override
    public String toString() {
      return text;
    }
  }

  private final Relation relation;
  private final int parent;
  private final Language language;
  private final String type;
  private final String message;
  private final Stack stack;
  private final @Nullable String said;
  private final String words;

  /**
   * @param parent index of the parent in {@link ErrorReport#causes()}, or {@link #ERROR}
   * @param stack the whole stack, common frames included
   */
  public Cause(
      Relation relation, int parent, Language language, String type, String message, Stack stack) {
    this(relation, parent, language, type, message, stack, null);
  }

  private Cause(
      Relation relation,
      int parent,
      Language language,
      String type,
      String message,
      Stack stack,
      @Nullable String said) {
    this.relation = relation;
    this.parent = parent;
    this.language = language;
    this.type = Text.name(type);
    this.message = Text.lines(Redaction.text(message, Limits.MESSAGE), Limits.MESSAGE);
    this.stack = stack;
    this.said = said;
    this.words = MessageText.bounded(message);
  }

  /**
   * The index of the innermost cause: of each that is behind the error the cause, or what a script
   * caught and raised again, as long as there is one. What was suppressed is none.
   *
   * @return {@link #ERROR} where there is none
   */
  static int root(List<Cause> causes) {
    int root = ERROR;
    for (int i = 0; i < causes.size(); i++) {
      Cause cause = causes.get(i);
      if (cause.parent == root && cause.relation != Relation.SUPPRESSED) {
        root = i;
      }
    }
    return root;
  }

  /** The same, behind another parent. */
  public Cause behind(int newParent) {
    return new Cause(relation, newParent, language, type, words, stack, said);
  }

  /** The same, as {@link ErrorReport.Builder#said}. */
  public Cause said(@Nullable String newSaid) {
    return new Cause(relation, parent, language, type, words, stack, newSaid);
  }

  public Relation relation() {
    return relation;
  }

  public int parent() {
    return parent;
  }

  public Language language() {
    return language;
  }

  public String type() {
    return type;
  }

  /** Empty where the throwable has none. */
  public String message() {
    return message;
  }

  @Nullable String said() {
    return said;
  }

  /** The message before redaction. Shown to nobody. */
  String words() {
    return words;
  }

  public List<Frame> frames() {
    return stack.frames();
  }

  public Stack stack() {
    return stack;
  }
}
