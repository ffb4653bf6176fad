package io.moontrace.error;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the application that a bug is known by: the innermost ones, without lines,
 * folders and generated names. They end where the other language begins and where a script caught
 * the error, so that they are the same wherever it surfaces, however much is known of what lies
 * outside.
 */
final class FingerprintFrames {
  /** Different places that count. */
  private static final int MOST = 5;

  private static final String ENGINE = "org.luaj.";
  private static final String COMPILING = "(compiling)";
  private static final String UNKNOWN = "?";

  /** From here on a class name is made up anew by each JVM. */
  private static final String[] GENERATED = {
    "$$", "$Proxy", "$ByteBuddy$", "$HibernateProxy$", "$MockitoMock$"
  };

  /** At most {@link #MOST}, innermost first, each once: recursion may be of any depth. */
  static String[] of(List<Frame> frames) {
    String[] places = new String[MOST];
    int count = 0;
    Language language = Language.LUA;
    for (int i = 0; i < frames.size() && count < MOST; i++) {
      Frame frame = frames.get(i);
      if (isEnd(frame) || (count > 0 && isOther(frame, language))) {
        break;
      }
      if (frame.inApp() && !contains(places, count, frame.place())) {
        places[count++] = frame.place();
        language = frame.language();
        if (frame.function().equals(COMPILING)) {
          break;
        }
      }
    }
    return Arrays.copyOf(places, count);
  }

  /**
   * The places of a recursion without end, of both languages: those that come more than once, in
   * the order of their bytes. Where exactly there was no more room says nothing.
   */
  static String[] recurring(List<Frame> frames) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Frame frame : frames) {
      if (isEnd(frame)) {
        break;
      }
      if (frame.inApp()) {
        counts.merge(frame.place(), 1, Integer::sum);
      }
    }
    counts.values().removeIf(count -> count == 1);
    return counts.keySet().toArray(new String[0]);
  }

  /** What of a frame counts. */
  static String place(Frame frame) {
    return frame.language() == Language.LUA
        ? "lua " + chunk(known(frame.file())) + ' ' + function(frame.function())
        : "java "
            + withoutGenerated(known(frame.module()))
            + ' '
            + withoutNumbers(frame.function());
  }

  /** Where a script catches errors, and where nothing is known any more. */
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

  /** Without the agent Lua is the engine's Java. */
  private static boolean isOther(Frame frame, Language language) {
    String module = frame.module();
    return frame.language() != language
        || (language == Language.JAVA && module != null && module.startsWith(ENGINE));
  }

  private static boolean contains(String[] places, int count, String place) {
    for (int i = 0; i < count; i++) {
      if (places[i].equals(place)) {
        return true;
      }
    }
    return false;
  }

  private static String known(@Nullable String name) {
    return name == null ? UNKNOWN : name;
  }

  /** The last name of the path; a chunk that has no name but its text may say anything. */
  private static String chunk(String path) {
    return path.startsWith("[string ")
        ? "[string]"
        : path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** Without the table it is in, which LuaJC does not know; {@code <a.lua:12>} names but a line. */
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

  /** {@code Orders$1} and {@code lambda$main$3} are numbered anew by each compilation. */
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
