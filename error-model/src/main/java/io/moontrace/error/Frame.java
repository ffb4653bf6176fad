package io.moontrace.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call on a stack, in Lua or Java. Immutable and thread-safe; strings are bounded by {@link
 * Limits#NAME} and contain no control characters.
 *
 * <ul>
 *   <li>A Java frame: {@code module} is the class, {@code function} the method, {@code file} the
 *       source file recorded in the class.
 *   <li>A Lua frame: {@code function} is named as Lua names it ({@code checkout}, {@code O:method},
 *       {@code main chunk}), {@code file} is the chunk.
 *   <li>A built-in Lua function ({@code error}, {@code pcall}): Lua without a file.
 * </ul>
 */
public final class Frame {
  /** Stands for an unknown line. */
  public static final int NO_LINE = -1;

  /** The module of a Lua function that is built into the engine. */
  public static final String BUILTIN = "[builtin]";

  private final Language language;
  private final String function;
  private final @Nullable String file;
  private final int line;
  private final @Nullable String module;
  private final boolean inApp;
  private final @Nullable ChunkId chunk;
  private final Map<String, String> locals;
  private final Map<String, String> source;
  private final @Nullable String url;

  /** Cached. If two threads both compute it, the results are equal. */
  private @Nullable RenderedFrame rendered;

  private @Nullable String fingerprintText;

  private Frame(
      Language language,
      String function,
      @Nullable String file,
      int line,
      @Nullable String module,
      boolean inApp,
      @Nullable ChunkId chunk,
      Map<String, String> locals,
      Map<String, String> source,
      @Nullable String url) {
    this.language = language;
    this.function = PrintableText.name(function);
    this.file = file == null ? null : PrintableText.name(file);
    this.line = line > 0 ? line : NO_LINE;
    this.module = module == null ? null : PrintableText.name(module);
    this.inApp = inApp;
    this.chunk = chunk;
    this.locals = locals;
    this.source = source;
    this.url = url;
  }

  /**
   * A Lua function.
   *
   * @param line the current line, or {@link #NO_LINE}
   * @param chunk identifies the bytes that ran, if cached
   */
  public static Frame lua(String function, String file, int line, @Nullable ChunkId chunk) {
    return lua(function, file, line, chunk, null);
  }

  /**
   * A Lua function with a link to its source.
   *
   * @param url a link to the line: printable ASCII; ignored if longer than {@link Limits#URL}
   *     characters
   */
  public static Frame lua(
      String function, String file, int line, @Nullable ChunkId chunk, @Nullable String url) {
    return new Frame(
        Language.LUA,
        function,
        file,
        line,
        null,
        true,
        chunk,
        Collections.emptyMap(),
        Collections.emptyMap(),
        url == null || url.length() > Limits.URL ? null : url);
  }

  /** A function built into the Lua engine, such as {@code error}. */
  public static Frame builtin(String function) {
    return new Frame(
        Language.LUA,
        function,
        null,
        NO_LINE,
        BUILTIN,
        false,
        null,
        Collections.emptyMap(),
        Collections.emptyMap(),
        null);
  }

  /** A Java method. Recurring frames are one object. */
  public static Frame java(StackTraceElement element) {
    return JavaFrames.of(element);
  }

  static Frame newJava(StackTraceElement element) {
    String type = element.getClassName();
    return new Frame(
        Language.JAVA,
        element.getMethodName(),
        element.getFileName(),
        element.getLineNumber(),
        type,
        InApp.isInApp(type),
        null,
        Collections.emptyMap(),
        Collections.emptyMap(),
        null);
  }

  /**
   * A copy with local variables, name to value: at most {@link Limits#LOCALS}, each truncated to
   * {@link Limits#LOCAL_VALUE} characters. They do not count for {@link #equals}.
   */
  public Frame withLocals(Map<String, String> values) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (Map.Entry<String, String> local : values.entrySet()) {
      if (kept.size() == Limits.LOCALS) {
        break;
      }
      String name = local.getKey();
      String value = Redaction.value(name, local.getValue(), Limits.LOCAL_VALUE);
      kept.put(PrintableText.name(name), PrintableText.oneLine(value, Limits.LOCAL_VALUE));
    }
    return with(Collections.unmodifiableMap(kept), source);
  }

  /**
   * A copy with the source around its line, line number to text in ascending order. It does not
   * count for {@link #equals}.
   *
   * @param lines at most 2 * {@link Limits#SOURCE_AROUND} + 1, each truncated to {@link
   *     Limits#SOURCE_LINE} characters
   */
  public Frame withSource(Map<Integer, String> lines) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (Map.Entry<Integer, String> each : lines.entrySet()) {
      if (kept.size() > 2 * Limits.SOURCE_AROUND) {
        break;
      }
      kept.put(
          each.getKey().toString(),
          PrintableText.lines(Redaction.code(each.getValue()), Limits.SOURCE_LINE));
    }
    return with(locals, Collections.unmodifiableMap(kept));
  }

  private Frame with(Map<String, String> newLocals, Map<String, String> newSource) {
    return new Frame(
        language, function, file, line, module, inApp, chunk, newLocals, newSource, url);
  }

  public Language language() {
    return language;
  }

  public String function() {
    return function;
  }

  public @Nullable String file() {
    return file;
  }

  /** One-based, or {@link #NO_LINE}. */
  public int line() {
    return line;
  }

  public @Nullable String module() {
    return module;
  }

  /** Whether the frame belongs to the application, not to a library, the JDK or the engine. */
  public boolean inApp() {
    return inApp;
  }

  /** Identifies the bytes that ran; null if unknown. */
  public @Nullable ChunkId chunk() {
    return chunk;
  }

  /** Local variables at the time of the error, name to value; empty unless enabled. */
  public Map<String, String> locals() {
    return locals;
  }

  /** The source around the line, line number to text; empty if unknown. */
  public Map<String, String> source() {
    return source;
  }

  /** A link to the line, or null. */
  public @Nullable String url() {
    return url;
  }

  /** The part that enters a {@link Fingerprint}. */
  String fingerprintText() {
    String cached = fingerprintText;
    if (cached == null) {
      cached = FingerprintFrames.text(this);
      fingerprintText = cached;
    }
    return cached;
  }

  RenderedFrame rendered() {
    RenderedFrame cached = rendered;
    if (cached == null) {
      cached = RenderedFrame.of(this);
      rendered = cached;
    }
    return cached;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Frame)) {
      return false;
    }
    Frame that = (Frame) other;
    return language == that.language
        && line == that.line
        && function.equals(that.function)
        && Objects.equals(file, that.file)
        && Objects.equals(module, that.module)
        && Objects.equals(chunk, that.chunk);
  }

  @Override
  public int hashCode() {
    return Objects.hash(language, line, function, file, module);
  }

  /** The frame as {@link StackText} prints it, without the leading tab. */
  @Override
  public String toString() {
    return StackText.line(this);
  }
}
