package io.moontrace.report;

import io.moontrace.frames.LuaFrames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * Finds the original error when a script catches an error and raises it again. A script gets only
 * the message of a caught error, so the message has to link the two. A wrong link is worse than
 * none, therefore these rules apply:
 *
 * <ul>
 *   <li>An error value that is not a string (for example a table) must be the same object as the
 *       caught one.
 *   <li>A raised string must contain the complete caught message, and the caught message must
 *       identify its origin: it names the chunk and line where the error was raised, or it is
 *       LuaJ's {@code vm error: } with the class of a Java exception. A text without either, such
 *       as {@code "not found"}, may come from anywhere and is never linked.
 * </ul>
 *
 * The raised string is the argument of {@code error}, before LuaJ prepends the position of that
 * call. So two errors raised by two calls on the same line are not linked, because the argument of
 * the second one did not contain the position.
 */
final class RethrowOrigin {
  private static final String VM_ERROR = "vm error: ";

  /** Characters; longer texts are not searched. */
  private static final int MAX_TEXT = 64 * 1024;

  /**
   * LuaJ's {@code javax.script} replaces a syntax error by this exception with only its message.
   */
  private static final String SCRIPT_EXCEPTION = "javax.script.ScriptException";

  /** Whether a throwable of this class may be a rethrown error. */
  static boolean mayBeRethrow(Throwable raised) {
    return raised instanceof LuaError || raised.getClass().getName().equals(SCRIPT_EXCEPTION);
  }

  /**
   * The caught error that {@code raised} rethrows, or null.
   *
   * @param caught the errors that were caught, latest first; the first match is returned. If {@code
   *     raised} is among them, errors caught after it are not considered.
   */
  static @Nullable Throwable origin(Throwable raised, List<Throwable> caught) {
    for (Throwable candidate : before(raised, caught)) {
      if (candidate != raised && isRethrowOf(raised, candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /** The caught error with this error value, by the same rules, or null. */
  @SuppressWarnings("ReferenceEquality") // tables that are equal by __eq may be distinct
  static @Nullable Throwable ofValue(LuaValue value, List<Throwable> caught) {
    for (Throwable candidate : caught) {
      if (value.isstring()
          ? containsMessage(value.tojstring(), candidate)
          : candidate instanceof LuaError && SafeThrowable.value((LuaError) candidate) == value) {
        return candidate;
      }
    }
    return null;
  }

  @SuppressWarnings("ReferenceEquality") // compares identities
  private static List<Throwable> before(Throwable raised, List<Throwable> caught) {
    for (int i = 0; i < caught.size(); i++) {
      if (caught.get(i) == raised) {
        return caught.subList(i + 1, caught.size());
      }
    }
    return caught;
  }

  @SuppressWarnings("ReferenceEquality") // tables that are equal by __eq may be distinct
  private static boolean isRethrowOf(Throwable raised, Throwable caught) {
    LuaValue value = raised instanceof LuaError ? SafeThrowable.value((LuaError) raised) : null;
    if (value != null && !value.isstring()) {
      return caught instanceof LuaError && SafeThrowable.value((LuaError) caught) == value;
    }
    return containsMessage(raisedText(raised), caught);
  }

  private static boolean containsMessage(String text, Throwable caught) {
    String message = SafeThrowable.rawMessage(caught);
    return message.length() <= MAX_TEXT
        && text.length() <= MAX_TEXT
        && identifiesOrigin(message, caught)
        && text.contains(message);
  }

  private static boolean identifiesOrigin(String message, Throwable caught) {
    String position = LuaFrames.position(caught);
    return (position != null && message.contains(position)) || message.startsWith(VM_ERROR);
  }

  private static String raisedText(Throwable raised) {
    String message = SafeThrowable.rawMessage(raised);
    String position = LuaFrames.position(raised);
    return position != null && message.startsWith(position + ' ')
        ? message.substring(position.length() + 1)
        : message;
  }

  private RethrowOrigin() {}
}
