package io.moontrace.redis;

import com.google.auto.service.AutoService;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;

/** Instruments Jedis 4 and later. */
@AutoService(InstrumentationModule.class)
public final class JedisInstrumentationModule extends RedisClientModule {

  public JedisInstrumentationModule() {
    super("moontrace-jedis", "redis.clients.jedis.CommandArguments", new JedisInstrumentation());
  }
}
