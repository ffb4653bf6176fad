package io.moontrace.script;

import io.moontrace.error.Limits;
import io.moontrace.error.PrintableText;
import io.moontrace.error.Version;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A span that a script started. It is also the context in which the span is current. */
final class ScriptSpan extends ScriptContext {
  static final String SCOPE = "io.moontrace.otel";

  private static final Tracer TRACER = GlobalOpenTelemetry.get().getTracer(SCOPE, Version.get());

  private ScriptSpan(Context context, LuaTable metatable) {
    super(context, metatable);
  }

  /**
   * Starts a span without making it current.
   *
   * @param options {@code parent}, {@code kind}, {@code attributes}; values of a wrong type are
   *     ignored
   */
  static ScriptSpan start(
      String name, @Nullable LuaTable attributes, @Nullable LuaTable options, LuaTable metatable) {
    SpanBuilder span = builder(TRACER, name);
    Context parent = Context.current();
    if (options != null) {
      parent = parent(options.rawget("parent"), parent);
      span.setSpanKind(kind(options.rawget("kind")));
      LuaValue more = options.rawget("attributes");
      if (more.istable()) {
        span.setAllAttributes(LuaAttributes.of((LuaTable) more));
      }
    }
    if (attributes != null) {
      span.setAllAttributes(LuaAttributes.of(attributes));
    }
    return start(span, parent, metatable);
  }

  /** A span that records nothing, used when spans are nested too deeply. */
  static ScriptSpan none(LuaTable metatable) {
    return new ScriptSpan(Context.current().with(Span.getInvalid()), metatable);
  }

  static SpanBuilder builder(Tracer tracer, String name) {
    return tracer.spanBuilder(PrintableText.oneLine(name, Limits.NAME));
  }

  static ScriptSpan start(SpanBuilder span, Context parent, LuaTable metatable) {
    return new ScriptSpan(parent.with(span.setParent(parent).startSpan()), metatable);
  }

  Span span() {
    return Span.fromContext(context());
  }

  private static Context parent(LuaValue option, Context otherwise) {
    return option instanceof ScriptContext ? ((ScriptContext) option).context() : otherwise;
  }

  private static SpanKind kind(LuaValue option) {
    String name = option.isstring() ? option.tojstring().toUpperCase(Locale.ROOT) : "";
    for (SpanKind kind : SpanKind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return SpanKind.INTERNAL;
  }
}
