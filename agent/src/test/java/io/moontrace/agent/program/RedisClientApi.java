package io.moontrace.agent.program;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Arrays;
import java.util.List;
import org.redisson.Redisson;
import org.redisson.api.FunctionMode;
import org.redisson.api.FunctionResult;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import redis.clients.jedis.Jedis;

/** What {@link RedisCases} needs, in each client's own words. */
interface RedisClientApi extends AutoCloseable {
  Object eval(String script, String... keys);

  Object evalInPipeline(String script);

  String load(String script);

  Object evalSha(String sha1);

  void loadLibrary(String library);

  Object call(String function);

  void set(String key);

  void push(String key);

  @Override
  void close();

  static RedisClientApi of(String client, int port) {
    return switch (client) {
      case "jedis" -> new OfJedis(port);
      case "lettuce" -> new OfLettuce(port);
      default -> new OfRedisson(port);
    };
  }

  /** Jedis. */
  final class OfJedis implements RedisClientApi {
    private final Jedis jedis;

    OfJedis(int port) {
      jedis = new Jedis("127.0.0.1", port);
    }

    @Override
    public Object eval(String script, String... keys) {
      return jedis.eval(script, keys.length, keys);
    }

    @Override
    public Object evalInPipeline(String script) {
      var pipeline = jedis.pipelined();
      var response = pipeline.eval(script);
      pipeline.sync();
      return response.get();
    }

    @Override
    public String load(String script) {
      return jedis.scriptLoad(script);
    }

    @Override
    public Object evalSha(String sha1) {
      return jedis.evalsha(sha1);
    }

    @Override
    public void loadLibrary(String library) {
      jedis.functionLoadReplace(library);
    }

    @Override
    public Object call(String function) {
      return jedis.fcall(function, List.of(), List.of());
    }

    @Override
    public void set(String key) {
      jedis.set(key, "text");
    }

    @Override
    public void push(String key) {
      jedis.lpush(key, "1");
    }

    @Override
    public void close() {
      jedis.close();
    }
  }

  /** Lettuce. */
  final class OfLettuce implements RedisClientApi {
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> commands;

    OfLettuce(int port) {
      client = RedisClient.create("redis://127.0.0.1:" + port);
      connection = client.connect();
      commands = connection.sync();
    }

    @Override
    public Object eval(String script, String... keys) {
      return commands.eval(script, ScriptOutputType.VALUE, keys);
    }

    /** Reactive, since Lettuce sends all commands without waiting for each. */
    @Override
    public Object evalInPipeline(String script) {
      return connection.reactive().eval(script, ScriptOutputType.VALUE).blockLast();
    }

    @Override
    public String load(String script) {
      return commands.scriptLoad(script);
    }

    @Override
    public Object evalSha(String sha1) {
      return commands.evalsha(sha1, ScriptOutputType.VALUE);
    }

    @Override
    public void loadLibrary(String library) {
      commands.functionLoad(library, true);
    }

    @Override
    public Object call(String function) {
      return commands.fcall(function, ScriptOutputType.VALUE);
    }

    @Override
    public void set(String key) {
      commands.set(key, "text");
    }

    @Override
    public void push(String key) {
      commands.lpush(key, "1");
    }

    @Override
    public void close() {
      client.shutdown();
    }
  }

  /** Redisson. */
  final class OfRedisson implements RedisClientApi {
    private final RedissonClient client;
    private final RScript scripts;

    OfRedisson(int port) {
      Config config = new Config();
      config
          .useSingleServer()
          .setAddress("redis://127.0.0.1:" + port)
          .setConnectionMinimumIdleSize(1)
          .setConnectionPoolSize(2);
      client = Redisson.create(config);
      scripts = client.getScript(StringCodec.INSTANCE);
    }

    @Override
    public Object eval(String script, String... keys) {
      return scripts.eval(
          RScript.Mode.READ_WRITE,
          script,
          RScript.ReturnType.VALUE,
          Arrays.<Object>asList((Object[]) keys));
    }

    @Override
    public Object evalInPipeline(String script) {
      var batch = client.createBatch();
      var result =
          batch
              .getScript(StringCodec.INSTANCE)
              .evalAsync(RScript.Mode.READ_WRITE, script, RScript.ReturnType.VALUE);
      batch.execute();
      return result.toCompletableFuture().join();
    }

    @Override
    public String load(String script) {
      return scripts.scriptLoad(script);
    }

    @Override
    public Object evalSha(String sha1) {
      return scripts.evalSha(RScript.Mode.READ_WRITE, sha1, RScript.ReturnType.VALUE);
    }

    /** Redisson puts the first line before it. */
    @Override
    public void loadLibrary(String library) {
      client
          .getFunction(StringCodec.INSTANCE)
          .loadAndReplace("stock", library.substring(library.indexOf('\n') + 1));
    }

    @Override
    public Object call(String function) {
      return client
          .getFunction(StringCodec.INSTANCE)
          .call(FunctionMode.WRITE, function, FunctionResult.VALUE);
    }

    @Override
    public void set(String key) {
      client.getBucket(key, StringCodec.INSTANCE).set("text");
    }

    @Override
    public void push(String key) {
      client.getList(key, StringCodec.INSTANCE).add("1");
    }

    @Override
    public void close() {
      client.shutdown();
    }
  }
}
