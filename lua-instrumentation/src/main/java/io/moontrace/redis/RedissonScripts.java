package io.moontrace.redis;

import io.moontrace.error.RedisScripts;
import org.redisson.client.protocol.RedisCommand;

/** Finds the scripts among the commands of Redisson, which uses scripts of its own, too. */
public final class RedissonScripts {

  /** Called for each command, so anything but a script has to leave at once. */
  public static void sent(RedisCommand<?> command, Object[] arguments) {
    int text = ScriptCommand.text(command.getName(), command.getSubName());
    if (text != ScriptCommand.NONE && arguments.length > 0) {
      Object script = arguments[text == ScriptCommand.LAST ? arguments.length - 1 : text];
      if (script instanceof String) {
        RedisScripts.sent((String) script);
      }
    }
  }

  private RedissonScripts() {}
}
