package io.moontrace.script;

import static org.luaj.vm2.LuaValue.NIL;
import static org.luaj.vm2.LuaValue.NONE;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.bootstrap.OpenScopes;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.context.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.Varargs;

/** The functions of {@code otel.baggage}. */
final class BaggageFunctions {
  /** W3C Baggage, 3.3.2: entries that every implementation must propagate. */
  private static final int MAX_ENTRIES = 64;

  /** A token of RFC 9110, 5.6.2. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}");

  private static final int MAX_VALUE = 4096;

  static LuaTable table() {
    LuaTable baggage = new LuaTable();
    OtelModule.add(baggage, "get", BaggageFunctions::get);
    OtelModule.add(baggage, "set", BaggageFunctions::set);
    OtelModule.add(baggage, "all", BaggageFunctions::all);
    return baggage;
  }

  private static Varargs get(Arguments arguments) {
    String value = Baggage.current().getEntryValue(arguments.text(1));
    return value == null ? NIL : LuaText.toLua(value);
  }

  private static Varargs all(Arguments arguments) {
    LuaTable all = new LuaTable();
    Baggage.current()
        .forEach((key, entry) -> all.rawset(LuaText.toLua(key), LuaText.toLua(entry.getValue())));
    return all;
  }

  private static Varargs set(Arguments arguments) {
    String key = arguments.text(1);
    String value = arguments.optionalScalar(2);
    if (LuaBoundary.current().isInside() && isValid(key, value)) {
      makeCurrent(with(key, value));
    }
    return NONE;
  }

  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  private static boolean isValid(String key, @Nullable String value) {
    return isKey(key)
        && (value == null || value.length() <= MAX_VALUE)
        && (Baggage.current().size() < MAX_ENTRIES || Baggage.current().getEntryValue(key) != null);
  }

  private static Baggage with(String key, @Nullable String value) {
    BaggageBuilder baggage = Baggage.current().toBuilder();
    return (value == null ? baggage.remove(key) : baggage.put(key, value)).build();
  }

  /**
   * Makes the baggage current until the running span of {@code otel.span} or the entry into Lua
   * ends.
   */
  @SuppressWarnings("MustBeClosedChecker")
  private static void makeCurrent(Baggage baggage) {
    Context context = Context.current().with(baggage);
    OpenScopes scopes = LuaBoundary.current().scopes();
    scopes.closeReplaceable();
    scopes.push(context.makeCurrent(), true);
  }

  private BaggageFunctions() {}
}
