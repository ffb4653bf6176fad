package io.moontrace.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.moontrace.error.RedisScripts;
import java.util.Iterator;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.args.Rawable;

/** Finds the scripts among the commands of Jedis. */
public final class JedisScripts {
  /** Bytes of {@code LOAD}; other subcommands need not be read. */
  private static final int LOAD_LENGTH = 4;

  /** Called for each command, so anything but a script has to leave at once. */
  public static void sent(CommandArguments command) {
    Object name = command.getCommand();
    if (!(name instanceof Enum)) { // an application's own command
      return;
    }
    switch (((Enum<?>) name).name()) {
      case "EVAL":
      case "EVAL_RO":
      case "SCRIPT":
      case "FUNCTION":
        remember(((Enum<?>) name).name(), command);
        break;
      default:
    }
  }

  private static void remember(String name, CommandArguments command) {
    Iterator<Rawable> arguments = command.iterator();
    arguments.next(); // the command itself
    if (!arguments.hasNext()) {
      return;
    }
    byte[] argument = arguments.next().getRaw();
    String subcommand = argument.length == LOAD_LENGTH ? new String(argument, US_ASCII) : null;
    int text = ScriptCommand.text(name, subcommand);
    while (text == ScriptCommand.LAST && arguments.hasNext()) {
      argument = arguments.next().getRaw();
    }
    if (text != ScriptCommand.NONE) {
      RedisScripts.sent(argument);
    }
  }

  private JedisScripts() {}
}
