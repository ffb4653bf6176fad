package io.moontrace.error;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Selects the frames that identify a bug: the innermost functions of the application, without line
 * numbers, folders and generated names. The selection ends where the other language begins and
 * where a script caught the error, so it is the same wherever the error surfaces and however much
 * is known of the outer frames.
 */
final class FingerprintFrames {
  /** Maximum number of distinct frames. */
  private static final int MAX_FRAMES = 5;

  private static final String ENGINE = "org.luaj.";
  private static final String COMPILING = "(compiling)";
  private static final String UNKNOWN = "?";

  /** What follows one of these in a class name differs from JVM to JVM. */
  private static final String[] GENERATED = {
    "$$", "$Proxy", "$ByteBuddy$", "$HibernateProxy$", "$MockitoMock$"
  };

  /**
   * The texts of at most {@link #MAX_FRAMES} frames, innermost first. Each is listed once, because
   * recursion can have any depth.
   */
  static String[] of(List<Frame> frames) {
    String[] texts = new String[MAX_FRAMES];
    int count = 0;
    Language language = Language.LUA;
    for (int i = 0; i < frames.size() && count < MAX_FRAMES; i++) {
      Frame frame = frames.get(i);
      if (isEnd(frame) || (count > 0 && isOtherLanguage(frame, language))) {
        break;
      }
      if (frame.inApp() && !contains(texts, count, frame.fingerprintText())) {
        texts[count++] = frame.fingerprintText();
        language = frame.language();
        if (frame.function().equals(COMPILING)) {
          break;
        }
      }
    }
    return Arrays.copyOf(texts, count);
  }

  /**
   * The texts of the frames of an infinite recursion, of both languages: those that occur more than
   * once, in the order of their bytes. Where exactly the stack overflowed is accidental.
   */
  static String[] recurring(List<Frame> frames) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Frame frame : frames) {
      if (isEnd(frame)) {
        break;
      }
      if (frame.inApp()) {
        counts.merge(frame.fingerprintText(), 1, Integer::sum);
      }
    }
    counts.values().removeIf(count -> count == 1);
    return counts.keySet().toArray(new String[0]);
  }

  /** The part of a frame that enters the fingerprint. */
  static String text(Frame frame) {
    return frame.language() == Language.LUA
        ? "lua " + chunk(orUnknown(frame.file())) + ' ' + function(frame.function())
        : "java "
            + withoutGenerated(orUnknown(frame.module()))
            + ' '
            + withoutNumbers(frame.function());
  }

  /** Whether a script catches errors at this frame, or nothing is known beyond it. */
  private static boolean isEnd(Frame frame) {
    if (frame.language() == Language.JAVA) {
      return false;
    }
    switch (frame.function()) {
      case "pcall":
      case "xpcall":
      case "load":
      case "(...)":
      case "(...resumed from...)":
        return !frame.inApp();
      default:
        return UNKNOWN.equals(frame.file());
    }
  }

  /** Without the agent, Lua functions appear as Java frames of the engine. */
  private static boolean isOtherLanguage(Frame frame, Language language) {
    String module = frame.module();
    return frame.language() != language
        || (language == Language.JAVA && module != null && module.startsWith(ENGINE));
  }

  private static boolean contains(String[] texts, int count, String text) {
    for (int i = 0; i < count; i++) {
      if (texts[i].equals(text)) {
        return true;
      }
    }
    return false;
  }

  private static String orUnknown(@Nullable String name) {
    return name == null ? UNKNOWN : name;
  }

  /** The last segment of the path, or a placeholder for a chunk that is named after its text. */
  private static String chunk(String path) {
    return path.startsWith("[string ")
        ? "[string]"
        : path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /**
   * The name without its table, which LuaJC does not know; {@code <a.lua:12>} only names a line.
   */
  private static String function(String name) {
    return name.startsWith("<")
        ? "<>"
        : name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
  }

  private static String withoutGenerated(String className) {
    int end = className.length();
    for (String generated : GENERATED) {
      int begin = className.indexOf(generated);
      end = begin < 0 ? end : Math.min(end, begin);
    }
    return withoutNumbers(className.substring(0, end));
  }

  /**
   * Removes the numbers of {@code Orders$1} and {@code lambda$main$3}, which change with each
   * compilation.
   */
  private static String withoutNumbers(String name) {
    if (name.indexOf('$') < 0) {
      return name;
    }
    StringBuilder kept = new StringBuilder(name.length());
    boolean isNumber = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      isNumber = c >= '0' && c <= '9' && (isNumber || (i > 0 && name.charAt(i - 1) == '$'));
      if (!isNumber) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private FingerprintFrames() {}
}
