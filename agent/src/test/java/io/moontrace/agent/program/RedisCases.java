package io.moontrace.agent.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.ZeroArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application whose scripts fail inside Redis. It logs each exception under the name of its
 * case. The argument is the client; the system property {@code redis.port} is the port.
 */
public final class RedisCases {
  /** Has no function, so it is the main chunk that fails. */
  public static final String INDEX = "local t = nil\nreturn t.x";

  /** Fails with an error that a command raised. */
  public static final String PUSH =
      """
      local password = "hunter2"
      local function push()
        return redis.call("lpush", KEYS[1], password)
      end
      local n = push()
      return n
      """;

  /** Is known only by its hash. */
  public static final String LOADED = "-- loaded\n\nerror('no tea')";

  /** Is sent by another program. */
  public static final String FOREIGN = "error('sent by another program')";

  /** The library is sent in its own words by each client. */
  public static final String LIBRARY =
      """
      #!lua name=stock
      local function take(item)
        return item.count
      end
      redis.register_function('take', function(keys, args)
        local n = take(nil)
        return n
      end)
      """;

  private static final Logger logger = LoggerFactory.getLogger(RedisCases.class);

  private final RedisClientApi redis;
  private final int port;

  private RedisCases(RedisClientApi redis, int port) {
    this.redis = redis;
    this.port = port;
  }

  public static void main(String[] args) throws IOException {
    int port = Integer.getInteger("redis.port");
    try (RedisClientApi redis = RedisClientApi.of(args[0], port)) {
      new RedisCases(redis, port).run();
    }
  }

  private void run() throws IOException {
    redis.set("text");
    redis.loadLibrary(LIBRARY);
    fails("index", () -> redis.eval(INDEX));
    fails("pipeline", () -> redis.evalInPipeline(INDEX));
    fails("push", () -> redis.eval(PUSH, "text"));
    fails("loaded", () -> redis.evalSha(redis.load(LOADED)));
    String foreign = loadElsewhere(FOREIGN);
    fails("foreign", () -> redis.evalSha(foreign));
    fails("function", () -> redis.call("take"));
    fails("syntax", () -> redis.eval("if x then"));
    fails("no script", () -> redis.evalSha("0".repeat(40)));
    fails("no function", () -> redis.call("nothing"));
    fails("reply", () -> redis.eval("return redis.error_reply('MYERR reply')"));
    fails(
        "plain",
        () -> {
          redis.push("text");
          return null;
        });
    lookAlike();
    inLua();
  }

  private void fails(String name, Callable<?> work) {
    try {
      logger.error("{} did not fail: {}", name, work.call());
    } catch (Exception e) {
      logger.error(name, new IllegalStateException("while trying " + name, e));
    }
  }

  /** The text of a script error in an exception that is not a client's. */
  private void lookAlike() {
    try {
      redis.eval(INDEX);
    } catch (RuntimeException e) {
      logger.error("look-alike", new IllegalArgumentException(e.getMessage()));
    }
  }

  /** The same from within Lua in this process: caught there, then not. */
  private void inLua() {
    Globals globals = JsePlatform.standardGlobals();
    globals.set(
        "eval",
        new ZeroArgFunction() {
          @Override
          public LuaValue call() {
            return LuaValue.valueOf(String.valueOf(redis.eval(RedisCases.INDEX)));
          }
        });
    globals.load("pcall(eval)\nreturn 1", "@caught.lua").call();
    fails("escaped", () -> globals.load("local x = eval()\nreturn x", "@escaped.lua").call());
  }

  /** By a socket of its own: no client sees the text. */
  private String loadElsewhere(String script) throws IOException {
    String command =
        "*3\r\n$6\r\nSCRIPT\r\n$4\r\nLOAD\r\n$" + script.length() + "\r\n" + script + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(command.getBytes(UTF_8));
      byte[] reply = socket.getInputStream().readNBytes("$40\r\n".length() + 40);
      return new String(reply, UTF_8).substring("$40\r\n".length());
    }
  }
}
