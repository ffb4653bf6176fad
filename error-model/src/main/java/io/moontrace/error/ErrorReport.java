package io.moontrace.error;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One error with one interleaved stack of Lua and Java. Immutable and thread-safe; all text in it
 * is bounded by {@link Limits}.
 */
public final class ErrorReport {
  private final String id;
  private final Instant timestamp;
  private final Language language;
  private final String type;
  private final String message;
  private final Stack stack;
  private final List<Cause> causes;
  private final Map<String, String> context;
  private final @Nullable TraceIds trace;
  private final String thread;
  private final @Nullable String literalText;
  private final String unredactedMessage;
  private final String fingerprint;
  private final boolean handled;
  private volatile @Nullable String eventId;
  private volatile @Nullable String text;

  private ErrorReport(Builder builder) {
    id = builder.id;
    timestamp = Instant.now();
    language = builder.language;
    type = PrintableText.name(builder.type);
    message = PrintableText.lines(Redaction.text(builder.message, Limits.MESSAGE), Limits.MESSAGE);
    stack = builder.stack;
    causes = Collections.unmodifiableList(new ArrayList<>(builder.causes));
    context =
        builder.context.isEmpty()
            ? Collections.emptyMap()
            : Collections.unmodifiableMap(new LinkedHashMap<>(builder.context));
    trace = builder.trace;
    thread = PrintableText.name(Thread.currentThread().getName());
    handled = builder.handled;
    literalText = builder.literalText;
    unredactedMessage = MessageText.bounded(builder.message);
    fingerprint = Fingerprint.of(this);
  }

  /**
   * Begins a report.
   *
   * @param id {@code error.id}, the same for a throwable wherever it surfaces
   * @param type the class of the throwable
   */
  public static Builder builder(String id, Language language, String type) {
    return new Builder(id, language, type);
  }

  /** {@code error.id}. */
  public String id() {
    return id;
  }

  /** {@code event.id} of everything that the agent itself emits about this report. */
  public String eventId() {
    String cached = eventId;
    return cached != null ? cached : makeEventId();
  }

  /** Made on demand: a logged error has the id of its log event instead. */
  private synchronized String makeEventId() {
    String cached = eventId;
    if (cached == null) {
      cached = EventIds.next();
      eventId = cached;
    }
    return cached;
  }

  public Instant timestamp() {
    return timestamp;
  }

  /** The language the error was raised in. */
  public Language language() {
    return language;
  }

  public String type() {
    return type;
  }

  /** Empty if the throwable has none; may have several lines. */
  public String message() {
    return message;
  }

  public Stack stack() {
    return stack;
  }

  /** The frames of both languages, innermost first. */
  public List<Frame> frames() {
    return stack.frames();
  }

  public List<Cause> causes() {
    return causes;
  }

  /** Business context: string to string. */
  public Map<String, String> context() {
    return context;
  }

  public @Nullable TraceIds trace() {
    return trace;
  }

  /** The name of the thread on which the report was made. */
  public String thread() {
    return thread;
  }

  /** See {@link Builder#literalText}. */
  public @Nullable String literalText() {
    return literalText;
  }

  /**
   * The message before redaction, for the fingerprint: redaction must not change it. Never written
   * anywhere.
   */
  String unredactedMessage() {
    return unredactedMessage;
  }

  /** {@code error.fingerprint}: the same for every occurrence of a bug. */
  public String fingerprint() {
    return fingerprint;
  }

  /** {@code error.handled}: whether a script caught it. */
  public boolean handled() {
    return handled;
  }

  /**
   * The innermost frame of the application; without one, the innermost frame; null without frames.
   */
  public @Nullable Frame origin() {
    for (Frame frame : frames()) {
      if (frame.inApp()) {
        return frame;
      }
    }
    return frames().isEmpty() ? null : frames().get(0);
  }

  /** The text form, see {@link StackText}. */
  public String text() {
    String cached = text;
    if (cached == null) {
      cached = StackText.of(this);
      text = cached;
    }
    return cached;
  }

  /** {@link #text} if it was made already, otherwise null. */
  @Nullable String cachedText() {
    return text;
  }

  /** Builds an {@link ErrorReport}. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private final Language language;
    private final String type;
    private String message = "";
    private Stack stack = Stack.EMPTY;
    private List<Cause> causes = Collections.emptyList();
    private final Map<String, String> context = new LinkedHashMap<>();
    private @Nullable TraceIds trace;
    private boolean handled;
    private @Nullable String literalText;

    private Builder(String id, Language language, String type) {
      this.id = id;
      this.language = language;
      this.type = type;
    }

    public Builder message(@Nullable String message) {
      this.message = message == null ? "" : message;
      return this;
    }

    /**
     * The part of the message that consists of string literals of the script, as found by {@link
     * StringLiterals#literalTextOf}; empty if there is none, null if the script is not known. It
     * enters the fingerprint.
     */
    public Builder literalText(@Nullable String text) {
      literalText = text;
      return this;
    }

    public Builder stack(Stack stack) {
      this.stack = stack;
      return this;
    }

    /** Sets a stack of which no frame is missing, innermost first. */
    public Builder frames(List<Frame> frames) {
      return stack(new Stack(frames, false));
    }

    public Builder causes(List<Cause> causes) {
      this.causes = causes;
      return this;
    }

    /**
     * Adds an entry of the business context. New keys beyond {@link Limits#CONTEXT_ENTRIES} are
     * dropped and counted.
     */
    public Builder context(String key, String value) {
      if (context.size() < Limits.CONTEXT_ENTRIES || context.containsKey(key)) {
        String shown = Redaction.context(key, value, Limits.CONTEXT_VALUE);
        context.put(PrintableText.name(key), PrintableText.oneLine(shown, Limits.CONTEXT_VALUE));
      } else {
        DropReason.CONTEXT_ENTRY.count();
      }
      return this;
    }

    public Builder trace(@Nullable TraceIds trace) {
      this.trace = trace;
      return this;
    }

    /** Sets whether a script caught it; false by default. */
    public Builder handled(boolean caught) {
      handled = caught;
      return this;
    }

    public ErrorReport build() {
      return new ErrorReport(this);
    }
  }
}
