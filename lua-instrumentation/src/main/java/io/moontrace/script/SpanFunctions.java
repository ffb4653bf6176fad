package io.moontrace.script;

import static org.luaj.vm2.LuaValue.NONE;

import io.moontrace.error.Limits;
import io.moontrace.frames.ValueText;
import io.moontrace.report.ExceptionEvents;
import io.moontrace.report.ThrowableReports;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions on spans: on the current span by {@code otel.…}, on any span by {@code span:…}. */
final class SpanFunctions {

  static Varargs setAttribute(Arguments arguments) {
    AttributesBuilder attributes = Attributes.builder();
    LuaAttributes.put(attributes, arguments.text(1), arguments.attribute(2));
    span(arguments).setAllAttributes(attributes.build());
    return NONE;
  }

  static Varargs setAttributes(Arguments arguments) {
    span(arguments).setAllAttributes(LuaAttributes.of(arguments.table(1)));
    return NONE;
  }

  static Varargs addEvent(Arguments arguments) {
    String name = arguments.text(1);
    LuaTable attributes = arguments.optionalTable(2);
    span(arguments)
        .addEvent(name, attributes == null ? Attributes.empty() : LuaAttributes.of(attributes));
    return NONE;
  }

  /** Accepts {@code ok}, {@code error} and {@code unset}; other codes are ignored. */
  static Varargs setStatus(Arguments arguments) {
    String code = arguments.text(1).toUpperCase(Locale.ROOT);
    String description = arguments.optionalText(2);
    for (StatusCode status : StatusCode.values()) {
      if (status.name().equals(code)) {
        span(arguments).setStatus(status, description == null ? "" : description);
      }
    }
    return NONE;
  }

  static Varargs setName(Arguments arguments) {
    span(arguments).updateName(arguments.text(1));
    return NONE;
  }

  static Varargs isRecording(Arguments arguments) {
    return LuaValue.valueOf(span(arguments).isRecording());
  }

  static Varargs finish(Arguments arguments) {
    span(arguments).end();
    return NONE;
  }

  /**
   * Records an {@code exception} event. If a script caught the error in this entry, the event
   * contains its stack.
   */
  static Varargs recordError(Arguments arguments) {
    LuaValue error = arguments.value(1);
    Context context = arguments.context();
    if (error.isnil() || !Span.fromContext(context).isRecording()) {
      return NONE;
    }
    Throwable caught = ThrowableReports.caughtAs(error);
    if (caught != null) {
      ExceptionEvents.record(context, ThrowableReports.inFlight(caught, context));
    } else {
      ExceptionEvents.record(context, "lua." + error.typename(), text(error));
    }
    return NONE;
  }

  /** Calls no metamethod. */
  private static String text(LuaValue error) {
    if (error.istable()) {
      return ValueText.of(error);
    }
    return error.isstring() ? LuaText.of(error, Limits.MESSAGE) : error.typename();
  }

  private static Span span(Arguments arguments) {
    return Span.fromContext(arguments.context());
  }

  private SpanFunctions() {}
}
