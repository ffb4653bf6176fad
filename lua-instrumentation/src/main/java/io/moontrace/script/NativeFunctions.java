package io.moontrace.script;

import static org.luaj.vm2.LuaValue.NIL;
import static org.luaj.vm2.LuaValue.NONE;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.bootstrap.OpenScopes;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The table {@code native} of the Lua files in {@code src/main/lua/opentelemetry}: the functions
 * that need the agent. Scripts cannot see it.
 */
final class NativeFunctions {
  private static final Logger logger = Logger.getLogger(NativeFunctions.class.getName());
  private static final AtomicBoolean logged = new AtomicBoolean();

  /** The context table of opentelemetry-lua that a script attached. */
  private static final ContextKey<AttachedContext> ATTACHED =
      ContextKey.named("moontrace-lua-context");

  private static final SpanKind[] KINDS = {
    SpanKind.INTERNAL,
    SpanKind.INTERNAL,
    SpanKind.SERVER,
    SpanKind.CLIENT,
    SpanKind.PRODUCER,
    SpanKind.CONSUMER
  };

  private final LuaTable contextMetatable = ScriptContext.metatable("otel.context", new LuaTable());
  private final LuaTable spanMetatable =
      ScriptContext.metatable("otel.span", OtelModule.spanMethods());

  static LuaTable table() {
    NativeFunctions functions = new NativeFunctions();
    LuaTable table = new LuaTable();
    OtelModule.add(table, "start", functions::start);
    OtelModule.add(table, "finish", NativeFunctions::finish);
    OtelModule.add(table, "wrap", functions::wrap);
    OtelModule.add(table, "current", functions::current);
    OtelModule.add(table, "attach", NativeFunctions::attach);
    OtelModule.add(table, "detach", NativeFunctions::detach);
    OtelModule.add(table, "depth", a -> LuaValue.valueOf(scopes().depth()));
    OtelModule.add(table, "out_of_order", NativeFunctions::outOfOrder);
    OtelModule.add(table, "time_nano", a -> LuaValue.valueOf(nanosSince1970()));
    NativeHeaders.addTo(table);
    return table;
  }

  /**
   * Arguments: parent or nil, name, kind, attributes, and the name, version and schema of the
   * tracer.
   */
  private Varargs start(Arguments arguments) {
    Context parent = arguments.context(1);
    TracerBuilder tracer =
        GlobalOpenTelemetry.get().getTracerProvider().tracerBuilder(arguments.text(5));
    String version = arguments.optionalText(6);
    if (version != null && !version.isEmpty()) {
      tracer.setInstrumentationVersion(version);
    }
    String schema = arguments.optionalText(7);
    if (schema != null && !schema.isEmpty()) {
      tracer.setSchemaUrl(schema);
    }
    return started(tracer.build(), arguments, parent);
  }

  private Varargs started(Tracer tracer, Arguments arguments, Context parent) {
    SpanBuilder builder =
        ScriptSpan.builder(tracer, arguments.text(2))
            .setSpanKind(KINDS[arguments.value(3).toint()])
            .setAllAttributes(LuaAttributes.of(arguments.table(4)));
    ScriptSpan span = ScriptSpan.start(builder, parent, spanMetatable);
    return LuaValue.varargsOf(span, ids(span.span().getSpanContext()));
  }

  /** Arguments: the span, and its end in nanoseconds since 1970 or nil. */
  private static Varargs finish(Arguments arguments) {
    Span span = arguments.span(1).span();
    if (arguments.value(2).isnumber()) {
      span.end(arguments.value(2).tolong(), TimeUnit.NANOSECONDS);
    } else {
      span.end();
    }
    return NONE;
  }

  /** Wraps the ids of a remote or non-recording span; nil if they are malformed. */
  private Varargs wrap(Arguments arguments) {
    if (!arguments.value(1).isstring() || !arguments.value(2).isstring()) {
      return NIL;
    }
    SpanContext span =
        NativeHeaders.spanContext(
            arguments.text(1),
            arguments.text(2),
            arguments.value(3).toint(),
            arguments.text(4),
            arguments.value(5).toboolean());
    return span.isValid()
        ? new ScriptContext(Context.current().with(Span.wrap(span)), contextMetatable)
        : NIL;
  }

  /**
   * Returns the context that a script attached, else nil, a handle of the current context and its
   * ids.
   */
  private Varargs current(Arguments arguments) {
    Context context = Context.current();
    AttachedContext attached = context.get(ATTACHED);
    if (attached != null && attached.span.equals(Span.fromContext(context))) {
      return attached.table;
    }
    SpanContext span = Span.fromContext(context).getSpanContext();
    return span.isValid()
        ? LuaValue.varargsOf(NIL, new ScriptContext(context, contextMetatable), ids(span))
        : NIL;
  }

  /** Arguments: the context of the library, its handle or nil, the values of its baggage or nil. */
  @SuppressWarnings("MustBeClosedChecker") // closed by detach(), or at the end of the entry
  private static Varargs attach(Arguments arguments) {
    if (!LuaBoundary.current().isInside()) {
      return LuaValue.ZERO;
    }
    Context context = arguments.context(2);
    LuaTable values = arguments.optionalTable(3);
    if (values != null) {
      Baggage baggage = NativeHeaders.baggage(values);
      context = context.with(baggage);
    }
    AttachedContext attached = new AttachedContext(arguments.table(1), Span.fromContext(context));
    scopes().push(context.with(ATTACHED, attached).makeCurrent(), false);
    return LuaValue.valueOf(scopes().depth());
  }

  private static Varargs detach(Arguments arguments) {
    scopes().closeDownTo(Math.max(0, scopes().depth() - 1));
    return NONE;
  }

  private static Varargs outOfOrder(Arguments arguments) {
    if (logged.compareAndSet(false, true)) {
      logger.log(
          Level.FINE,
          "A script detached a context that is not the current one; further ones are not logged");
    }
    return NONE;
  }

  private static Varargs ids(SpanContext span) {
    return LuaValue.varargsOf(
        new LuaValue[] {
          LuaValue.valueOf(span.getTraceId()),
          LuaValue.valueOf(span.getSpanId()),
          LuaValue.valueOf(span.getTraceFlags().asByte() & 0xff),
          LuaValue.valueOf(NativeHeaders.text(span.getTraceState()))
        });
  }

  private static OpenScopes scopes() {
    return LuaBoundary.current().scopes();
  }

  private static double nanosSince1970() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1e9 + now.getNano();
  }

  /** Valid as long as its span is the current one. */
  private static final class AttachedContext {
    private final LuaTable table;
    private final Span span;

    AttachedContext(LuaTable table, Span span) {
      this.table = table;
      this.span = span;
    }
  }
}
