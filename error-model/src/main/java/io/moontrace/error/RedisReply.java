package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/**
 * A script error as Redis words it in its reply. Redis 7:
 *
 * <pre>
 * ERR user_script:2: attempt to index local 't' (a nil value) script: 5e38…80c0, on @user_script:2.
 * WRONGTYPE Operation against a key holding … script: reserve, on @user_function:10.
 * ERR Error compiling script (new function): user_script:1: 'end' expected near '&lt;eof&gt;'
 * </pre>
 *
 * Redis before 7: {@code ERR Error running script (call to f_5e38…80c0): @user_script:2: …}. The
 * position is read where Redis puts it, at the end or at the beginning, and in the exact form: the
 * rest of the text is the script's or the user's own. Immutable.
 */
final class RedisReply {
  /** The chunk of a script of EVAL. */
  static final String SCRIPT = "user_script";

  /** The chunk of a library of functions. */
  static final String LIBRARY = "user_function";

  /** Characters that are read; a longer reply is not recognised. */
  private static final int MAX_TEXT = 64 * 1024;

  private static final String CODE = "ERR ";
  private static final String NAME = " script: ";
  private static final String CHUNK = ", on ";
  private static final String RUNNING = "ERR Error running script (call to f_";
  private static final String RUNNING_END = "): ";
  private static final String[] COMPILING = {
    "ERR Error compiling script (new function): ", "ERR Error compiling function: "
  };
  private static final String REGISTERING = "ERR Error registering functions: ";
  private static final int SHA1_DIGITS = 40;

  private final String message;
  private final @Nullable String name;
  private final String chunk;
  private final int line;
  private final boolean compiling;

  private RedisReply(
      String message, @Nullable String name, String chunk, int line, boolean compiling) {
    this.message = message;
    this.name = name;
    this.chunk = chunk;
    this.line = line;
    this.compiling = compiling;
  }

  /** The script error in a reply of Redis; null if it is none. */
  static @Nullable RedisReply parse(String text) {
    if (text.length() > MAX_TEXT) {
      return null;
    }
    RedisReply reply = text.endsWith(".") ? withName(text) : null;
    if (reply == null && text.startsWith(CODE + "Error ")) {
      reply = text.startsWith(RUNNING) ? before7(text) : loading(text);
    }
    return reply;
  }

  /** {@code <message> script: <sha1 or function>, on <chunk>:<line>.} */
  private static @Nullable RedisReply withName(String text) {
    int end = text.lastIndexOf(NAME);
    int begin = end + NAME.length();
    int comma = end < 0 ? -1 : text.indexOf(CHUNK, begin);
    int colon = text.lastIndexOf(':');
    if (comma < 0 || colon <= comma + CHUNK.length()) {
      return null;
    }
    String name = text.substring(begin, comma);
    String chunk = text.substring(comma + CHUNK.length(), colon);
    int line = number(text, colon + 1, text.length() - 1);
    boolean isNamed = chunk.equals('@' + LIBRARY) ? isWord(name) : isSha1(name);
    return line != Frame.NO_LINE && isNamed
        ? new RedisReply(withoutCode(text.substring(0, end)), name, chunkName(chunk), line, false)
        : null;
  }

  /** {@code ERR Error running script (call to f_<sha1>): @<chunk>:<line>: <message>} */
  private static @Nullable RedisReply before7(String text) {
    int end = RUNNING.length() + SHA1_DIGITS;
    if (!text.startsWith(RUNNING_END, end) || !isSha1(text.substring(RUNNING.length(), end))) {
      return null;
    }
    String sha1 = text.substring(RUNNING.length(), end);
    String rest = text.substring(end + RUNNING_END.length());
    String message = rest.startsWith("@") ? afterPosition(rest) : rest;
    boolean inScript = isOf(SCRIPT + ':', rest) || isOf(SCRIPT + ':', message);
    int line = lineOf(isOf(SCRIPT + ':', rest) ? rest : message);
    return inScript ? new RedisReply(message, sha1, SCRIPT, line, false) : null;
  }

  /** {@code ERR Error compiling …: user_script:<line>: <message>} */
  private static @Nullable RedisReply loading(String text) {
    for (String prefix : COMPILING) {
      if (text.startsWith(prefix)) {
        return unnamed(text.substring(prefix.length()), true);
      }
    }
    return text.startsWith(REGISTERING)
        ? unnamed(withoutCode(text.substring(REGISTERING.length())), false)
        : null;
  }

  private static @Nullable RedisReply unnamed(String message, boolean compiling) {
    int line = lineOf(message);
    String chunk = message.startsWith(SCRIPT + ':') ? SCRIPT : LIBRARY;
    return line != Frame.NO_LINE && message.startsWith(chunk + ':')
        ? new RedisReply(message, null, chunk, line, compiling)
        : null;
  }

  /** The line in {@code chunk:line: }, where the text begins so. */
  private static int lineOf(String text) {
    int colon = text.indexOf(':');
    int end = text.indexOf(": ", colon + 1);
    return colon < 0 || end < 0 ? Frame.NO_LINE : number(text, colon + 1, end);
  }

  private static String afterPosition(String text) {
    return lineOf(text) == Frame.NO_LINE
        ? text
        : text.substring(text.indexOf(": ", text.indexOf(':') + 1) + 2);
  }

  private static boolean isOf(String chunk, String text) {
    return text.startsWith(chunk) || text.startsWith('@' + chunk);
  }

  private static String withoutCode(String text) {
    return text.startsWith(CODE) ? text.substring(CODE.length()) : text;
  }

  /** As Lua names a chunk: {@code @a.lua} is a file, everything else a text. */
  private static String chunkName(String chunk) {
    return chunk.startsWith("@") ? chunk.substring(1) : "[string \"" + chunk + "\"]";
  }

  /** A positive number of at most seven digits, or {@link Frame#NO_LINE}. */
  private static int number(String text, int begin, int end) {
    int number = 0;
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i - begin >= 7) {
        return Frame.NO_LINE;
      }
      number = 10 * number + (c - '0');
    }
    return number > 0 ? number : Frame.NO_LINE;
  }

  private static boolean isSha1(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return name.length() == SHA1_DIGITS;
  }

  /** Letters, digits and underscores: what Redis accepts as the name of a function. */
  private static boolean isWord(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** The message as the script raised it, without what Redis adds. */
  String message() {
    return message;
  }

  /** The SHA-1 of a script, or the function that was called; null if Redis does not say. */
  @Nullable String name() {
    return name;
  }

  /** {@link #SCRIPT}, {@link #LIBRARY}, or the name of a chunk that the script has loaded. */
  String chunk() {
    return chunk;
  }

  int line() {
    return line;
  }

  /** Whether the text could not be compiled. */
  boolean isCompiling() {
    return compiling;
  }
}
