package io.moontrace.error;

import io.moontrace.bootstrap.RuntimeSettings;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the errors of Lua scripts inside Redis, which clients throw as exceptions with Redis'
 * text as their message. Thread-safe; never throws.
 */
public final class RedisErrors {
  /** The exceptions in which the clients pass on an error reply of Redis. */
  private static final String JEDIS = "redis.clients.jedis.exceptions.JedisDataException";

  private static final String LETTUCE = "io.lettuce.core.RedisCommandExecutionException";
  private static final String REDISSON = "org.redisson.client.RedisException";

  /** Superclasses that are looked at. */
  private static final int MAX_DEPTH = 16;

  /** What Redisson appends to the reply: the connection, the command and its arguments. */
  private static final String REDISSON_SUFFIX = ". channel: [";

  /** Places in a message of Redisson where the reply may end. */
  private static final int MAX_ENDS = 16;

  private static final String TYPE = "LuaError";
  private static final String COMPILING = "(compiling)";
  private static final String MAIN = "main chunk";
  private static final String UNKNOWN = "?";

  /**
   * The script error that the exception passes on, as a remote cause of it; null if it is none.
   *
   * @param inner the cause of the exception. If it is an exception of a client itself (Lettuce
   *     wraps one in another of the same text), the script error is its cause, not this one's
   * @param parent index of the exception among the causes, or {@link Cause#ERROR}
   */
  public static @Nullable Cause causeOf(
      Throwable thrown, @Nullable Throwable inner, @Nullable String message, int parent) {
    try {
      String client = client(thrown);
      if (client == null || message == null || !RuntimeSettings.redis() || client(inner) != null) {
        return null;
      }
      RedisReply reply = client.equals(REDISSON) ? ofRedisson(message) : RedisReply.parse(message);
      return reply == null
          ? null
          : Cause.remote(parent, Language.LUA, TYPE, reply.message(), stack(reply));
    } catch (Throwable t) {
      return null;
    }
  }

  private static @Nullable String client(@Nullable Throwable thrown) {
    Class<?> type = thrown == null ? null : thrown.getClass();
    for (int i = 0; type != null && i < MAX_DEPTH; i++) {
      String name = type.getName();
      if (name.equals(JEDIS) || name.equals(LETTUCE) || name.equals(REDISSON)) {
        return name;
      }
      type = type.getSuperclass();
    }
    return null;
  }

  private static @Nullable RedisReply ofRedisson(String message) {
    int end = message.indexOf(REDISSON_SUFFIX);
    for (int i = 0; end >= 0 && i < MAX_ENDS; i++) {
      RedisReply reply = RedisReply.parse(message.substring(0, end));
      if (reply != null) {
        return reply;
      }
      end = message.indexOf(REDISSON_SUFFIX, end + 1);
    }
    return RedisReply.parse(message);
  }

  private static Stack stack(RedisReply reply) {
    RedisScript script = script(reply);
    String function = function(reply, script);
    Frame frame =
        Frame.lua(function, file(reply, script), reply.line(), script == null ? null : script.id());
    Map<Integer, String> source =
        script == null
            ? Collections.emptyMap()
            : script.source().around(reply.line(), RuntimeSettings.sourceLines());
    // Redis tells the innermost position only.
    return new Stack(
        Collections.singletonList(source.isEmpty() ? frame : frame.withSource(source)),
        !function.equals(MAIN) && !reply.isCompiling());
  }

  private static @Nullable RedisScript script(RedisReply reply) {
    String name = reply.name();
    if (name == null) {
      return null;
    }
    switch (reply.chunk()) {
      case RedisReply.SCRIPT:
        return RedisScripts.bySha1(name);
      case RedisReply.LIBRARY:
        return RedisScripts.byFunction(name);
      default:
        return null;
    }
  }

  private static String file(RedisReply reply, @Nullable RedisScript script) {
    String name = reply.name();
    if (name != null && reply.chunk().equals(RedisReply.SCRIPT)) {
      return name;
    }
    String library = script == null ? null : script.library();
    return library == null ? reply.chunk() : library;
  }

  private static String function(RedisReply reply, @Nullable RedisScript script) {
    String name = reply.name();
    if (reply.isCompiling()) {
      return COMPILING;
    }
    if (name != null && reply.chunk().equals(RedisReply.LIBRARY)) {
      return name;
    }
    return script != null && !script.definesFunctions() ? MAIN : UNKNOWN;
  }

  private RedisErrors() {}
}
