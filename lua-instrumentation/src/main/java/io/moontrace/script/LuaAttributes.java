package io.moontrace.script;

import io.moontrace.error.Limits;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Converts a table to attributes: name to string, number, boolean, or to a list of one of these.
 * Integral numbers become long values. Other values, and those beyond the limits, are ignored.
 * Calls no metamethod.
 */
final class LuaAttributes {
  private static final int MAX_ATTRIBUTES = 128;
  private static final int MAX_LIST = 128;

  static Attributes of(LuaTable table) {
    AttributesBuilder attributes = Attributes.builder();
    Varargs entry = table.next(LuaValue.NIL);
    for (int i = 0; i < MAX_ATTRIBUTES && !entry.arg1().isnil(); i++) {
      if (entry.arg1().type() == LuaValue.TSTRING) {
        put(attributes, LuaText.of(entry.arg1(), Limits.NAME), entry.arg(2));
      }
      entry = table.next(entry.arg1());
    }
    return attributes.build();
  }

  /** Adds one attribute. Nil and values of other types add nothing. */
  static void put(AttributesBuilder attributes, String key, LuaValue value) {
    switch (value.type()) {
      case LuaValue.TSTRING:
        attributes.put(key, text(value));
        break;
      case LuaValue.TBOOLEAN:
        attributes.put(key, value.toboolean());
        break;
      case LuaValue.TNUMBER:
        if (isIntegral(value)) {
          attributes.put(key, value.tolong());
        } else {
          attributes.put(key, value.todouble());
        }
        break;
      case LuaValue.TTABLE:
        putList(attributes, key, (LuaTable) value);
        break;
      default:
        break;
    }
  }

  private static void putList(AttributesBuilder attributes, String key, LuaTable list) {
    LuaValue first = list.rawget(1);
    switch (first.type()) {
      case LuaValue.TSTRING:
        put(attributes, AttributeKey.stringArrayKey(key), list, LuaAttributes::textOrNull);
        break;
      case LuaValue.TBOOLEAN:
        put(attributes, AttributeKey.booleanArrayKey(key), list, LuaAttributes::booleanOrNull);
        break;
      case LuaValue.TNUMBER:
        put(attributes, AttributeKey.doubleArrayKey(key), list, LuaAttributes::numberOrNull);
        break;
      default:
        break;
    }
  }

  /** Adds the elements up to the first one whose type differs from that of the first element. */
  private static <T> void put(
      AttributesBuilder attributes,
      AttributeKey<List<T>> key,
      LuaTable list,
      Function<LuaValue, @Nullable T> convert) {
    List<T> elements = new ArrayList<>();
    for (int i = 1; i <= MAX_LIST; i++) {
      T element = convert.apply(list.rawget(i));
      if (element == null) {
        break;
      }
      elements.add(element);
    }
    attributes.put(key, elements);
  }

  private static @Nullable String textOrNull(LuaValue value) {
    return value.type() == LuaValue.TSTRING ? text(value) : null;
  }

  private static @Nullable Boolean booleanOrNull(LuaValue value) {
    return value.isboolean() ? Boolean.valueOf(value.toboolean()) : null;
  }

  private static @Nullable Double numberOrNull(LuaValue value) {
    return value.type() == LuaValue.TNUMBER ? Double.valueOf(value.todouble()) : null;
  }

  private static String text(LuaValue value) {
    return LuaText.of(value, Limits.MESSAGE);
  }

  private static boolean isIntegral(LuaValue number) {
    double value = number.todouble();
    return value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE;
  }

  private LuaAttributes() {}
}
