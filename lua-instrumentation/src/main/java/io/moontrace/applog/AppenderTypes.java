package io.moontrace.applog;

import com.google.auto.service.AutoService;
import io.moontrace.config.LogbackMode;
import io.opentelemetry.javaagent.extension.ignore.IgnoredTypesBuilder;
import io.opentelemetry.javaagent.extension.ignore.IgnoredTypesConfigurer;

/**
 * Allows {@link AppenderInstrumentation} to instrument appenders; the agent ignores most of Logback
 * by default.
 */
@AutoService(IgnoredTypesConfigurer.class)
public final class AppenderTypes implements IgnoredTypesConfigurer {

  @Override
  public void configure(IgnoredTypesBuilder builder) {
    if (LogbackMode.get() == LogbackMode.REPLACE) {
      builder.allowClass(AppenderInstrumentation.OUTPUT);
      builder.allowClass(AppenderInstrumentation.FILE);
    }
  }
}
