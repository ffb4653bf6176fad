package io.moontrace.agent.calltree;

import java.util.ArrayList;
import java.util.List;

/** One place where a function is called. */
record Calling(Draft draft, Callee callee, boolean vararg) {
  private static final List<String> ARGUMENTS =
      List.of(
          "()",
          "(1)",
          "(1, 2)",
          "(1, 2, 3)",
          "(1, 2, 3, 4)",
          "(id(1, 2))",
          "(1, id())",
          "(\n1,\n2)",
          "\"text\"",
          "{1}");

  /** A tail call comes first; a semicolon keeps a parenthesis from being an argument. */
  private static final List<String[]> STATEMENTS =
      List.of(
          new String[] {"do return ", " end"},
          new String[] {"do return (", ") end"},
          new String[] {"do return nil, ", " end"},
          new String[] {"; ", ""},
          new String[] {"local r = ", ""},
          new String[] {"local r, s = 1, ", ""},
          new String[] {"r = ", " or 1"},
          new String[] {"if ", " then end"},
          new String[] {"while ", " do break end"},
          new String[] {"repeat until ", " or true"},
          new String[] {"local t = {", "}"},
          new String[] {"local t = {1, k = ", ", 2}"},
          new String[] {"local r = id(\n", ")"},
          new String[] {"local r = not (", ")"},
          new String[] {"local r =\n", ""});

  /** How many of them return the value. */
  private static final int RETURNS = 3;

  String arguments() {
    List<String> choices = new ArrayList<>(ARGUMENTS);
    if (vararg) {
      choices.add("(...)");
      choices.add("(1, ...)");
    }
    return draft.pick(choices);
  }

  /**
   * Writes a call expression in some statement.
   *
   * @return the line of the call, or {@link BodyFailure#GONE} for a tail call
   */
  int writeCall(Runnable expression) {
    String[] statement = draft.pick(STATEMENTS);
    int line = write(statement, expression);
    return statement == STATEMENTS.get(0) ? BodyFailure.GONE : line;
  }

  /** As {@link #writeCall}, but the function does not return the value. */
  int writeCallOnly(Runnable expression) {
    return write(draft.pick(STATEMENTS.subList(RETURNS, STATEMENTS.size())), expression);
  }

  /** Writes another expression. */
  int writeExpression(Runnable expression) {
    return write(new String[] {"local r = ", ""}, expression);
  }

  private int write(String[] statement, Runnable expression) {
    draft.write(statement[0]);
    int line = draft.line();
    expression.run();
    draft.write(statement[1] + "\n");
    return line;
  }

  /** Writes {@code before}, the function as a value, {@code after}; in some statement. */
  int writeCallWithValue(String before, String after) {
    return writeCall(
        () -> {
          draft.write(before);
          callee.writeValue();
          draft.write(after);
        });
  }
}
