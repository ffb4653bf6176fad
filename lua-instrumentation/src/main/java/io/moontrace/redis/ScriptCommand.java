package io.moontrace.redis;

import org.jspecify.annotations.Nullable;

/** The commands that send the text of a script or library to Redis. */
final class ScriptCommand {
  /** A command has no text. */
  static final int NONE = -1;

  /** The text is the last argument. */
  static final int LAST = -2;

  private static final String LOAD = "LOAD";

  /**
   * Where the text is among the arguments of a command: an index, {@link #LAST} or {@link #NONE}.
   *
   * @param name in capitals
   * @param subcommand in any case; null if there is none
   */
  static int text(String name, @Nullable String subcommand) {
    switch (name) {
      case "EVAL":
      case "EVAL_RO":
        return 0;
      case "SCRIPT":
      case "FUNCTION":
        return LOAD.equalsIgnoreCase(subcommand) ? LAST : NONE;
      default:
        return NONE;
    }
  }

  private ScriptCommand() {}
}
