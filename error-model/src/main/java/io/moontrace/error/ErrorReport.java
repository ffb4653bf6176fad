package io.moontrace.error;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One error with one stack of both languages. Immutable, and safe to share between threads; all
 * text in it is bounded by {@link Limits}.
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
  private final @Nullable String said;
  private final String words;
  private final String fingerprint;
  private final boolean handled;
  private volatile @Nullable String eventId;
  private volatile @Nullable String text;

  private ErrorReport(Builder builder) {
    id = builder.id;
    timestamp = Instant.now();
    language = builder.language;
    type = Text.name(builder.type);
    message = Text.lines(Redaction.text(builder.message, Limits.MESSAGE), Limits.MESSAGE);
    stack = builder.stack;
    causes = Collections.unmodifiableList(new ArrayList<>(builder.causes));
    context =
        builder.context.isEmpty()
            ? Collections.emptyMap()
            : Collections.unmodifiableMap(new LinkedHashMap<>(builder.context));
    trace = builder.trace;
    thread = Text.name(Thread.currentThread().getName());
    handled = builder.handled;
    said = builder.said;
    words = MessageText.bounded(builder.message);
    fingerprint = Fingerprint.of(this);
  }

  /**
   * Begins a report.
   *
   * @param id {@code error.id}, the same for one throwable wherever it surfaces
   * @param type the class of the throwable
   */
  public static Builder builder(String id, Language language, String type) {
    return new Builder(id, language, type);
  }

  /** {@code error.id}. */
  public String id() {
    return id;
  }

  /** {@code event.id} of what the agent itself tells of this report, wherever it does so. */
  public String eventId() {
    String known = eventId;
    return known != null ? known : makeEventId();
  }

  /** Once, and only for what the agent tells: a logged error has the id of its log event. */
  private synchronized String makeEventId() {
    String known = eventId;
    if (known == null) {
      known = EventIds.next();
      eventId = known;
    }
    return known;
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

  /** Empty where the throwable has none; may have several lines. */
  public String message() {
    return message;
  }

  public Stack stack() {
    return stack;
  }

  /** The frames of the one stack, innermost first. */
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

  /** The name of the thread the report was made on. */
  public String thread() {
    return thread;
  }

  /** What of the message the author of the script wrote; null where nobody knows. */
  public @Nullable String said() {
    return said;
  }

  /** The message before redaction: with it or without it is the same bug. Shown to nobody. */
  String words() {
    return words;
  }

  /** {@code error.fingerprint}: the same for every occurrence of one bug. */
  public String fingerprint() {
    return fingerprint;
  }

  /** {@code error.handled}: whether a script caught it. */
  public boolean handled() {
    return handled;
  }

  /** The innermost frame of the application's own, or the innermost of all, or null. */
  public @Nullable Frame origin() {
    for (Frame frame : frames()) {
      if (frame.inApp()) {
        return frame;
      }
    }
    return frames().isEmpty() ? null : frames().get(0);
  }

  /** As {@link StackText} makes it. */
  public String text() {
    String known = text;
    if (known == null) {
      known = StackText.of(this);
      text = known;
    }
    return known;
  }

  /** {@link #text} if somebody asked for it already; else null. */
  @Nullable String knownText() {
    return text;
  }

  /** Collects an {@link ErrorReport}. Not thread-safe. */
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
    private @Nullable String said;

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
     * What of the message stands in the script, as {@link StringLiterals#in} finds it; empty for
     * nothing, null where the script is not known. The fingerprint is made of it.
     */
    public Builder said(@Nullable String text) {
      said = text;
      return this;
    }

    public Builder stack(Stack stack) {
      this.stack = stack;
      return this;
    }

    /** A stack that nothing is missing of, innermost first. */
    public Builder frames(List<Frame> frames) {
      return stack(new Stack(frames, false));
    }

    public Builder causes(List<Cause> causes) {
      this.causes = causes;
      return this;
    }

    /** Beyond {@link Limits#CONTEXT_ENTRIES} new keys are left out. */
    public Builder context(String key, String value) {
      if (context.size() < Limits.CONTEXT_ENTRIES || context.containsKey(key)) {
        String shown = Redaction.context(key, value, Limits.CONTEXT_VALUE);
        context.put(Text.name(key), Text.oneLine(shown, Limits.CONTEXT_VALUE));
      } else {
        DropReason.CONTEXT_ENTRY.count();
      }
      return this;
    }

    public Builder trace(@Nullable TraceIds trace) {
      this.trace = trace;
      return this;
    }

    /** Says that a script caught it; false unless it is said. */
    public Builder handled(boolean caught) {
      handled = caught;
      return this;
    }

    public ErrorReport build() {
      return new ErrorReport(this);
    }
  }
}
