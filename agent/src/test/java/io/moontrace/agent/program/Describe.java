package io.moontrace.agent.program;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** Prints everything that a program can observe of a throwable. */
final class Describe {
  /**
   * Replaces what differs between runs: identity hashes, and the JDK's numbers of generated
   * classes.
   */
  private static final Pattern IDENTITY = Pattern.compile("(: |@)[0-9a-f]{5,8}\\b");

  private static final Pattern GENERATED =
      Pattern.compile("(jdk\\.proxy|\\$Proxy|GeneratedMethodAccessor)\\d+");

  private static final int MAX_CAUSES = 8;

  static void thrown(String where, Throwable thrown) {
    Throwable current = thrown;
    for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
      one(where + '#' + depth, current);
      current = current.getCause();
    }
    if (!(thrown instanceof StackOverflowError)) {
      System.out.println(stable(printed(thrown)));
    }
  }

  static String stable(String text) {
    return GENERATED.matcher(IDENTITY.matcher(text).replaceAll("$1#")).replaceAll("$1#");
  }

  private static void one(String where, Throwable thrown) {
    System.out.printf(
        Locale.ROOT,
        "%s %s message=%s localized=%s toString=%s suppressed=%d%n",
        where,
        thrown.getClass().getName(),
        stable(String.valueOf(thrown.getMessage())),
        stable(String.valueOf(thrown.getLocalizedMessage())),
        stable(thrown.toString()),
        thrown.getSuppressed().length);
    if (thrown instanceof LuaError error) {
      LuaValue value = error.getMessageObject();
      System.out.println(value == null ? "no object" : value.typename() + stable(" " + value));
    }
    // the depth at which a stack overflows differs between runs
    if (!(thrown instanceof StackOverflowError)) {
      for (StackTraceElement element : thrown.getStackTrace()) {
        System.out.println("  " + stable(element.toString()));
      }
    }
  }

  private static String printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private Describe() {}
}
