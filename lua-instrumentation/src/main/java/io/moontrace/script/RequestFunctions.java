package io.moontrace.script;

import static org.luaj.vm2.LuaValue.NONE;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.error.Version;
import io.moontrace.report.RequestContext;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.Varargs;

/** The functions for business context and log records. */
final class RequestFunctions {
  private static final Logger LOGGER =
      GlobalOpenTelemetry.get()
          .getLogsBridge()
          .loggerBuilder(ScriptSpan.SCOPE)
          .setInstrumentationVersion(Version.get())
          .build();

  /** {@code otel.context.set(key, value)}. */
  static Varargs setContext(Arguments arguments) {
    String key = arguments.text(1);
    String value = arguments.optionalScalar(2);
    LuaBoundary boundary = LuaBoundary.current();
    if (boundary.isInside()) {
      boundary.business().set(RequestContext.traceId(Context.current()), key, value);
    }
    return NONE;
  }

  /** {@code otel.log(level, message, attributes)}. */
  static Varargs log(Arguments arguments) {
    String level = arguments.text(1).toUpperCase(Locale.ROOT);
    String message = arguments.text(2);
    LuaTable attributes = arguments.optionalTable(3);
    LogRecordBuilder log =
        LOGGER
            .logRecordBuilder()
            .setContext(Context.current())
            .setSeverity(severity(level))
            .setSeverityText(level)
            .setBody(message);
    RequestContext.of(Context.current())
        .forEach((key, value) -> log.setAttribute(AttributeKey.stringKey("context." + key), value));
    if (attributes != null) {
      log.setAllAttributes(LuaAttributes.of(attributes));
    }
    log.emit();
    return NONE;
  }

  private static Severity severity(String level) {
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(level)) {
        return severity;
      }
    }
    return Severity.UNDEFINED_SEVERITY_NUMBER;
  }

  private RequestFunctions() {}
}
