package io.moontrace.redis;

import com.google.auto.service.AutoService;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;

/** Instruments Redisson 3. */
@AutoService(InstrumentationModule.class)
public final class RedissonInstrumentationModule extends RedisClientModule {

  public RedissonInstrumentationModule() {
    super(
        "moontrace-redisson",
        "org.redisson.client.protocol.CommandData",
        new RedissonInstrumentation());
  }
}
