package io.moontrace.script;

import static java.util.Collections.emptyList;

import io.moontrace.error.Limits;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Reads and writes headers in a table of a script: name to value, or to a list of values. Names are
 * case-insensitive. A value that is longer than {@link #MAX_VALUE} characters or contains other
 * characters than printable ASCII and tabs is ignored in both directions.
 */
final class Headers {
  private static final int MAX_HEADERS = 1024;

  /** W3C Baggage, 3.3.2: the length that a propagator must support. No other header is longer. */
  static final int MAX_VALUE = 8192;

  private static final String TRACEPARENT = "traceparent";

  private static final TextMapGetter<Map<String, List<String>>> GETTER = new Getter();

  /** The context in the headers, on top of {@code context}. */
  static Context extract(TextMapPropagator propagator, LuaTable headers, Context context) {
    return propagator.extract(context, read(headers), GETTER);
  }

  /** The headers to set; only valid values. */
  static Map<String, String> inject(TextMapPropagator propagator, Context context) {
    Map<String, String> injected = new LinkedHashMap<>();
    propagator.inject(
        context,
        injected,
        (headers, name, value) -> {
          if (headers != null && isValid(value)) {
            headers.put(name, value);
          }
        });
    return injected;
  }

  /** Sets a header by Lua's rules. An existing one whose name differs only in case is replaced. */
  static void set(LuaTable headers, String name, String value) {
    headers.set(key(headers, name), LuaText.toLua(value));
  }

  private static LuaValue key(LuaTable headers, String name) {
    Varargs entry = headers.next(LuaValue.NIL);
    for (int i = 0; i < MAX_HEADERS && !entry.arg1().isnil(); i++) {
      LuaValue key = entry.arg1();
      if (key.type() == LuaValue.TSTRING && name.equalsIgnoreCase(key.tojstring())) {
        return key;
      }
      entry = headers.next(key);
    }
    return LuaValue.valueOf(name);
  }

  private static Map<String, List<String>> read(LuaTable headers) {
    Map<String, List<String>> read = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Varargs entry = headers.next(LuaValue.NIL);
    for (int i = 0; i < MAX_HEADERS && !entry.arg1().isnil(); i++) {
      LuaValue name = entry.arg1();
      if (name.type() == LuaValue.TSTRING) {
        add(read, LuaText.exact(name, Limits.NAME), entry.arg(2));
      }
      entry = headers.next(name);
    }
    return read;
  }

  private static void add(Map<String, List<String>> read, String name, LuaValue value) {
    List<String> values = read.computeIfAbsent(name, n -> new ArrayList<>());
    if (!value.istable()) {
      addOne(values, value);
      return;
    }
    for (int i = 1; i <= MAX_HEADERS && !value.rawget(i).isnil(); i++) {
      addOne(values, value.rawget(i));
    }
  }

  private static void addOne(List<String> values, LuaValue value) {
    String text = value.isstring() ? LuaText.exact(value, MAX_VALUE) : "";
    if (isValid(text)) {
      values.add(text.trim());
    }
  }

  static boolean isValid(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c > '~' || (c < ' ' && c != '\t')) {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= MAX_VALUE;
  }

  private Headers() {}

  /**
   * Several fields of one name are joined to a list (RFC 9110, 5.3). If there is more than one
   * traceparent, all are ignored (W3C Trace Context, 3.2).
   */
  private static final class Getter implements TextMapGetter<Map<String, List<String>>> {
    @Override
    public Iterable<String> keys(Map<String, List<String>> headers) {
      return headers.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, List<String>> headers, String name) {
      List<String> values = headers == null ? emptyList() : headers.getOrDefault(name, emptyList());
      boolean tooMany = name.equalsIgnoreCase(TRACEPARENT) && values.size() > 1;
      return values.isEmpty() || tooMany ? null : String.join(",", values);
    }
  }
}
