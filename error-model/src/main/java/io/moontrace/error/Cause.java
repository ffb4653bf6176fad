package io.moontrace.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cause of an error or a throwable it suppressed. Immutable. */
public final class Cause {
  /** The parent index of a direct cause of the error itself. */
  public static final int ERROR = -1;

  /** The relation of a cause to its parent. */
  public enum Relation {
    CAUSE("cause"),
    SUPPRESSED("suppressed"),
    /** A script caught it and raised its message again. */
    LUA_RETHROW("lua_rethrow"),
    /** An error of another process, which is known here only in part. */
    REMOTE("remote");

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
  private final @Nullable String literalText;
  private final String unredactedMessage;
  private final @Nullable String errorId;
  private final @Nullable TraceIds trace;

  /**
   * @param parent index of the parent in {@link ErrorReport#causes()}, or {@link #ERROR}
   * @param stack the complete stack, including the frames in common with the parent
   */
  public Cause(
      Relation relation, int parent, Language language, String type, String message, Stack stack) {
    this(relation, parent, language, type, message, stack, null, null, null);
  }

  private Cause(
      Relation relation,
      int parent,
      Language language,
      String type,
      String message,
      Stack stack,
      @Nullable String literalText,
      @Nullable String errorId,
      @Nullable TraceIds trace) {
    this.relation = relation;
    this.parent = parent;
    this.language = language;
    this.type = PrintableText.name(type);
    this.message = PrintableText.lines(Redaction.text(message, Limits.MESSAGE), Limits.MESSAGE);
    this.stack = stack;
    this.literalText = literalText;
    this.unredactedMessage = MessageText.bounded(message);
    this.errorId = errorId;
    this.trace = trace;
  }

  /**
   * An error of another process of which only the ids are known.
   *
   * @param errorId its {@code error.id}
   * @param trace the span in which it was raised
   */
  public static Cause remote(String errorId, TraceIds trace) {
    String shown = "error " + errorId + " of trace " + trace.traceId();
    return new Cause(
        Relation.REMOTE, ERROR, Language.JAVA, shown, "", Stack.EMPTY, null, errorId, trace);
  }

  /**
   * An error of another process that made its parent fail.
   *
   * @param parent index of the parent in {@link ErrorReport#causes()}, or {@link #ERROR}
   * @param stack what is known of the stack there; it has no frames in common with the parent
   */
  public static Cause remote(
      int parent, Language language, String type, String message, Stack stack) {
    return new Cause(Relation.REMOTE, parent, language, type, message, stack);
  }

  /**
   * The index of the root cause: follows causes and Lua rethrows from the error inwards. Suppressed
   * throwables and errors of other processes do not count.
   *
   * @return {@link #ERROR} if the error has no cause
   */
  static int root(List<Cause> causes) {
    int root = ERROR;
    for (int i = 0; i < causes.size(); i++) {
      Cause cause = causes.get(i);
      if (cause.parent == root && cause.isInner()) {
        root = i;
      }
    }
    return root;
  }

  /** A copy with another parent. */
  public Cause withParent(int newParent) {
    return new Cause(
        relation, newParent, language, type, unredactedMessage, stack, literalText, errorId, trace);
  }

  /** A copy with a literal text, see {@link ErrorReport.Builder#literalText}. */
  public Cause withLiteralText(@Nullable String newText) {
    return new Cause(
        relation, parent, language, type, unredactedMessage, stack, newText, errorId, trace);
  }

  public Relation relation() {
    return relation;
  }

  /** Whether the parent wraps it or raised it again. */
  boolean isInner() {
    return relation != Relation.SUPPRESSED && relation != Relation.REMOTE;
  }

  /** {@code error.id} of an error of another process of which only the ids are known, or null. */
  @Nullable String errorId() {
    return errorId;
  }

  /** Where that error was raised; null unless {@link #errorId} is known. */
  @Nullable TraceIds trace() {
    return trace;
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

  /** Empty if the throwable has none. */
  public String message() {
    return message;
  }

  @Nullable String literalText() {
    return literalText;
  }

  /** The message before redaction, for the fingerprint. Never written anywhere. */
  String unredactedMessage() {
    return unredactedMessage;
  }

  public List<Frame> frames() {
    return stack.frames();
  }

  public Stack stack() {
    return stack;
  }
}
