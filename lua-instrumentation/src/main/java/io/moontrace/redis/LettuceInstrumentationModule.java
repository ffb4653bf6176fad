package io.moontrace.redis;

import com.google.auto.service.AutoService;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;

/** Instruments Lettuce 6. */
@AutoService(InstrumentationModule.class)
public final class LettuceInstrumentationModule extends RedisClientModule {

  public LettuceInstrumentationModule() {
    super("moontrace-lettuce", "io.lettuce.core.RedisCommandBuilder", new LettuceInstrumentation());
  }
}
