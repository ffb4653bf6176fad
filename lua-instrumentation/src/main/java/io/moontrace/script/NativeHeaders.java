package io.moontrace.script;

import static org.luaj.vm2.LuaValue.NIL;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.BaggageEntryMetadata;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.StringJoiner;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Parses and formats W3C headers for the Lua files, with OpenTelemetry's propagators. */
final class NativeHeaders {
  private static final W3CTraceContextPropagator TRACE = W3CTraceContextPropagator.getInstance();
  private static final W3CBaggagePropagator BAGGAGE = W3CBaggagePropagator.getInstance();
  private static final String ANY_TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
  private static final int MAX_BAGGAGE = 64;

  static void addTo(LuaTable table) {
    OtelModule.add(table, "parse_traceparent", NativeHeaders::parseTraceparent);
    OtelModule.add(table, "format_traceparent", NativeHeaders::formatTraceparent);
    OtelModule.add(table, "parse_tracestate", NativeHeaders::parseTracestate);
    OtelModule.add(table, "is_member", NativeHeaders::isMember);
    OtelModule.add(table, "parse_baggage", NativeHeaders::parseBaggage);
    OtelModule.add(table, "format_baggage", NativeHeaders::formatBaggage);
  }

  static SpanContext spanContext(
      String traceId, String spanId, int flags, String tracestate, boolean isRemote) {
    TraceFlags traceFlags = TraceFlags.fromByte((byte) flags);
    TraceState state = tracestate(LuaValue.valueOf(tracestate));
    return isRemote
        ? SpanContext.createFromRemoteParent(traceId, spanId, traceFlags, state)
        : SpanContext.create(traceId, spanId, traceFlags, state);
  }

  static String text(TraceState state) {
    StringJoiner members = new StringJoiner(",");
    state.forEach((key, value) -> members.add(key + '=' + value));
    return members.toString();
  }

  /** Arguments: both headers, each a string, a list, or nil. */
  private static Varargs parseTraceparent(Arguments arguments) {
    SpanContext span = extract(arguments.value(1), arguments.value(2));
    return span.isValid()
        ? LuaValue.varargsOf(
            new LuaValue[] {
              LuaValue.valueOf(span.getTraceId()),
              LuaValue.valueOf(span.getSpanId()),
              LuaValue.valueOf(span.getTraceFlags().asByte() & 0xff),
              LuaValue.valueOf(text(span.getTraceState()))
            })
        : NIL;
  }

  private static Varargs formatTraceparent(Arguments arguments) {
    SpanContext span =
        spanContext(arguments.text(1), arguments.text(2), arguments.value(3).toint(), "", false);
    Map<String, String> headers = Headers.inject(TRACE, Context.root().with(Span.wrap(span)));
    String traceparent = headers.get("traceparent");
    return traceparent == null ? NIL : LuaValue.valueOf(traceparent);
  }

  private static Varargs parseTracestate(Arguments arguments) {
    LuaTable members = new LuaTable();
    tracestate(arguments.value(1))
        .forEach(
            (key, value) -> {
              LuaTable member = new LuaTable();
              member.rawset(1, LuaValue.valueOf(key));
              member.rawset(2, LuaValue.valueOf(value));
              members.rawset(members.rawlen() + 1, member);
            });
    return members;
  }

  private static Varargs isMember(Arguments arguments) {
    boolean texts = arguments.value(1).isstring() && arguments.value(2).isstring();
    return LuaValue.valueOf(
        texts && !TraceState.builder().put(arguments.text(1), arguments.text(2)).build().isEmpty());
  }

  private static Varargs parseBaggage(Arguments arguments) {
    LuaTable headers = new LuaTable();
    headers.rawset("baggage", arguments.value(1));
    LuaTable values = new LuaTable();
    Baggage.fromContext(Headers.extract(BAGGAGE, headers, Context.root()))
        .forEach(
            (key, entry) -> {
              if (BaggageFunctions.isKey(key)) { // the propagator accepts more
                LuaTable value = new LuaTable();
                value.rawset("value", LuaText.toLua(entry.getValue()));
                value.rawset("metadata", LuaText.toLua(entry.getMetadata().getValue()));
                values.rawset(LuaText.toLua(key), value);
              }
            });
    return values;
  }

  private static Varargs formatBaggage(Arguments arguments) {
    StringJoiner members = new StringJoiner(",");
    baggage(arguments.table(1))
        .forEach(
            (key, entry) -> {
              Baggage one = Baggage.builder().put(key, entry.getValue()).build();
              String member =
                  Headers.inject(BAGGAGE, Context.root().with(one)).getOrDefault("baggage", "");
              String metadata = entry.getMetadata().getValue();
              members.add(metadata.isEmpty() ? member : member + ';' + metadata);
            });
    String header = members.toString();
    return Headers.isValid(header) ? LuaValue.valueOf(header) : NIL;
  }

  /** The baggage in a table of names, each with a table of value and metadata. */
  static Baggage baggage(LuaTable values) {
    BaggageBuilder baggage = Baggage.builder();
    Varargs entry = values.next(NIL);
    for (int i = 0; i < MAX_BAGGAGE && !entry.arg1().isnil(); i++) {
      LuaValue key = entry.arg1();
      LuaValue value = entry.arg(2).istable() ? entry.arg(2).rawget("value") : NIL;
      if (key.isstring() && BaggageFunctions.isKey(key.tojstring()) && value.isstring()) {
        LuaValue metadata = entry.arg(2).rawget("metadata");
        String text = metadata.isstring() ? metadata.tojstring() : "";
        baggage.put(
            LuaText.exact(key, Headers.MAX_VALUE),
            LuaText.exact(value, Headers.MAX_VALUE),
            BaggageEntryMetadata.create(text.indexOf(',') < 0 ? text : ""));
      }
      entry = values.next(key);
    }
    return baggage.build();
  }

  private static TraceState tracestate(LuaValue header) {
    return extract(LuaValue.valueOf(ANY_TRACEPARENT), header).getTraceState();
  }

  private static SpanContext extract(LuaValue traceparent, LuaValue tracestate) {
    LuaTable headers = new LuaTable();
    headers.rawset("traceparent", traceparent);
    headers.rawset("tracestate", tracestate);
    return Span.fromContext(Headers.extract(TRACE, headers, Context.root())).getSpanContext();
  }

  private NativeHeaders() {}
}
