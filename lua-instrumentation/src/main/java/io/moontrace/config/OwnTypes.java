package io.moontrace.config;

import com.google.auto.service.AutoService;
import io.opentelemetry.javaagent.extension.ignore.IgnoredTypesBuilder;
import io.opentelemetry.javaagent.extension.ignore.IgnoredTypesConfigurer;

/**
 * Keeps the agent from matching our own classes against each of its type matchers, which costs more
 * than loading them. Package by package: the demo's classes, and users' under the same name, are
 * instrumented like any others.
 */
@AutoService(IgnoredTypesConfigurer.class)
public final class OwnTypes implements IgnoredTypesConfigurer {

  @Override
  public void configure(IgnoredTypesBuilder builder) {
    for (String folder :
        new String[] {"bootstrap", "error", "boundary", "frames", "report", "script", "applog"}) {
      builder.ignoreClass("io.moontrace." + folder + ".");
    }
  }
}
