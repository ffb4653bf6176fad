package io.moontrace.report;

import io.moontrace.frames.LuaFrames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * Finds the error that a script caught and raises again. Lua hands a script only the message of
 * what it caught, so it is the message that ties the two together. A wrong tie is worse than none;
 * these rules decide:
 *
 * <ul>
 *   <li>An error value that is no string (a table, say): the raised value is the very object that
 *       was caught.
 *   <li>A string: what is raised contains what was caught, whole, and that tells its origin by
 *       itself: it names the chunk and line where the caught error was raised, or is LuaJ's {@code
 *       vm error: } with the class of a Java exception. A text without either, such as {@code "not
 *       found"}, may come from anywhere and ties nothing.
 * </ul>
 *
 * What is raised is the string that was given to {@code error}, before LuaJ puts the position of
 * that call in front. So the same error raised twice, by two calls of one line, is not tied: the
 * second did not carry the position with it.
 */
final class Lineage {
  private static final String VM_ERROR = "vm error: ";

  /** Texts longer than this are not searched. */
  private static final int MAX_TEXT = 64 * 1024;

  /** What LuaJ makes of a syntax error for {@code javax.script}: its message alone. */
  private static final String SCRIPT_EXCEPTION = "javax.script.ScriptException";

  /** Whether what was caught may be in a throwable of this class. */
  static boolean mayCarryOn(Throwable raised) {
    return raised instanceof LuaError || raised.getClass().getName().equals(SCRIPT_EXCEPTION);
  }

  /**
   * The error whose value {@code raised} carries on, or null.
   *
   * @param caught the errors that were caught, latest first; the first that fits is taken. If
   *     {@code raised} is among them itself, what was caught later cannot be its origin.
   */
  static @Nullable Throwable origin(Throwable raised, List<Throwable> caught) {
    for (Throwable candidate : before(raised, caught)) {
      if (candidate != raised && carriesOn(raised, candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /** The error that {@code value} was caught from, by the same rules, or null. */
  @SuppressWarnings("ReferenceEquality") // two tables may be equal by __eq and yet two
  static @Nullable Throwable ofValue(LuaValue value, List<Throwable> caught) {
    for (Throwable candidate : caught) {
      if (value.isstring()
          ? carriesText(value.tojstring(), candidate)
          : candidate instanceof LuaError && SafeThrowable.value((LuaError) candidate) == value) {
        return candidate;
      }
    }
    return null;
  }

  @SuppressWarnings("ReferenceEquality") // which throwable, not what it says
  private static List<Throwable> before(Throwable raised, List<Throwable> caught) {
    for (int i = 0; i < caught.size(); i++) {
      if (caught.get(i) == raised) {
        return caught.subList(i + 1, caught.size());
      }
    }
    return caught;
  }

  @SuppressWarnings("ReferenceEquality") // two tables may be equal by __eq and yet two
  private static boolean carriesOn(Throwable raised, Throwable caught) {
    LuaValue value = raised instanceof LuaError ? SafeThrowable.value((LuaError) raised) : null;
    if (value != null && !value.isstring()) {
      return caught instanceof LuaError && SafeThrowable.value((LuaError) caught) == value;
    }
    return carriesText(raisedText(raised), caught);
  }

  private static boolean carriesText(String text, Throwable caught) {
    String seen = SafeThrowable.wholeMessage(caught);
    return seen.length() <= MAX_TEXT
        && text.length() <= MAX_TEXT
        && tellsItsOrigin(seen, caught)
        && text.contains(seen);
  }

  private static boolean tellsItsOrigin(String seen, Throwable caught) {
    String position = LuaFrames.position(caught);
    return (position != null && seen.contains(position)) || seen.startsWith(VM_ERROR);
  }

  private static String raisedText(Throwable raised) {
    String message = SafeThrowable.wholeMessage(raised);
    String position = LuaFrames.position(raised);
    return position != null && message.startsWith(position + ' ')
        ? message.substring(position.length() + 1)
        : message;
  }

  private Lineage() {}
}
