package io.moontrace.export;

import com.google.auto.service.AutoService;
import io.moontrace.bootstrap.ChildEnvironment;
import io.moontrace.config.BootstrapClasses;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The current context as environment variables: {@code TRACEPARENT}, {@code TRACESTATE}, {@code
 * BAGGAGE}, or the fields of the configured propagators, named according to OpenTelemetry's
 * specification "Environment Variables as Context Propagation Carriers".
 */
@AutoService(AgentListener.class)
public final class ChildContext implements AgentListener {

  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    if (BootstrapClasses.provide()) {
      ChildEnvironment.setContext(ChildContext::variables);
    }
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    GlobalOpenTelemetry.getPropagators()
        .getTextMapPropagator()
        .inject(Context.current(), variables, ChildContext::put);
    return variables;
  }

  /**
   * Names consist of letters, digits and underscores. Values with a NUL, which would end the
   * variable, are dropped.
   */
  static void put(Map<String, String> variables, String key, String value) {
    if (value.indexOf('\0') < 0) {
      variables.put(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_"), value);
    }
  }
}
