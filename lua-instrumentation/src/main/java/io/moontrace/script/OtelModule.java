package io.moontrace.script;

import static org.luaj.vm2.LuaValue.NIL;
import static org.luaj.vm2.LuaValue.NONE;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Map;
import java.util.function.Function;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code otel}, as {@code docs/lua-api.md} describes it. */
final class OtelModule {
  private static final TextMapPropagator PROPAGATOR =
      GlobalOpenTelemetry.get().getPropagators().getTextMapPropagator();

  private final LuaTable contextMetatable = ScriptContext.metatable("otel.context", new LuaTable());
  private final LuaTable spanMetatable = ScriptContext.metatable("otel.span", spanMethods());

  LuaTable table() {
    LuaTable otel = new LuaTable();
    add(otel, "traceparent", arguments -> ofCurrentSpan(OtelModule::traceparent));
    add(otel, "tracestate", arguments -> ofCurrentSpan(OtelModule::tracestate));
    add(otel, "trace_id", arguments -> ofCurrentSpan(SpanContext::getTraceId));
    add(otel, "span_id", arguments -> ofCurrentSpan(SpanContext::getSpanId));
    add(
        otel,
        "sampled",
        arguments -> LuaValue.valueOf(Span.current().getSpanContext().isSampled()));
    add(otel, "inject", OtelModule::inject);
    add(otel, "extract", this::extract);
    otel.rawset("span", new RunInSpan(spanMetatable));
    add(otel, "start_span", this::startSpan);
    add(otel, "finish", OtelModule::finish);
    add(otel, "set_attribute", SpanFunctions::setAttribute);
    add(otel, "set_attributes", SpanFunctions::setAttributes);
    add(otel, "add_event", SpanFunctions::addEvent);
    add(otel, "record_error", SpanFunctions::recordError);
    add(otel, "set_status", SpanFunctions::setStatus);
    add(otel, "log", RequestFunctions::log);
    otel.rawset("baggage", BaggageFunctions.table());
    LuaTable context = new LuaTable();
    add(context, "set", RequestFunctions::setContext);
    otel.rawset("context", context);
    return otel;
  }

  static LuaTable spanMethods() {
    LuaTable methods = new LuaTable();
    addMethod(methods, "set_attribute", SpanFunctions::setAttribute);
    addMethod(methods, "set_attributes", SpanFunctions::setAttributes);
    addMethod(methods, "add_event", SpanFunctions::addEvent);
    addMethod(methods, "record_error", SpanFunctions::recordError);
    addMethod(methods, "set_status", SpanFunctions::setStatus);
    addMethod(methods, "set_name", SpanFunctions::setName);
    addMethod(methods, "is_recording", SpanFunctions::isRecording);
    addMethod(methods, "finish", SpanFunctions::finish);
    return methods;
  }

  static void add(LuaTable table, String name, ScriptFunction.Body body) {
    table.rawset(name, ScriptFunction.function(name, body));
  }

  private static void addMethod(LuaTable table, String name, ScriptFunction.Body body) {
    table.rawset(name, ScriptFunction.method(name, body));
  }

  /** Nil if there is no trace. */
  private static LuaValue ofCurrentSpan(Function<SpanContext, String> text) {
    SpanContext span = Span.current().getSpanContext();
    String value = span.isValid() ? text.apply(span) : "";
    return value.isEmpty() ? NIL : LuaValue.valueOf(value);
  }

  private static String traceparent(SpanContext span) {
    return "00-" + span.getTraceId() + '-' + span.getSpanId() + '-' + span.getTraceFlags().asHex();
  }

  private static String tracestate(SpanContext span) {
    StringBuilder text = new StringBuilder();
    span.getTraceState()
        .forEach((key, value) -> text.append(',').append(key).append('=').append(value));
    return text.length() == 0 ? "" : text.substring(1);
  }

  private static Varargs inject(Arguments arguments) {
    LuaTable headers = arguments.table(1);
    Map<String, String> injected = Headers.inject(PROPAGATOR, arguments.context(2));
    injected.forEach((name, value) -> Headers.set(headers, name, value));
    return headers;
  }

  private Varargs extract(Arguments arguments) {
    LuaTable headers = arguments.table(1);
    Context extracted = Headers.extract(PROPAGATOR, headers, Context.current());
    return new ScriptContext(extracted, contextMetatable);
  }

  private Varargs startSpan(Arguments arguments) {
    return ScriptSpan.start(arguments.text(1), null, arguments.optionalTable(2), spanMetatable);
  }

  private static Varargs finish(Arguments arguments) {
    arguments.span(1).span().end();
    return NONE;
  }
}
