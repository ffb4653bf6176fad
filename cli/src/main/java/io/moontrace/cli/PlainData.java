package io.moontrace.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/** Turns the open data of an MXBean into maps, lists, strings, numbers and booleans. */
final class PlainData {
  private static final String KEY = "key";
  private static final String VALUE = "value";

  /** The attributes under the names of JavaBeans: {@code Engines} is {@code engines}. */
  static Map<String, Object> ofAttributes(List<Attribute> attributes) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Attribute attribute : attributes) {
      put(plain, decapitalized(attribute.getName()), attribute.getValue());
    }
    return plain;
  }

  /** Null stays null. */
  static @Nullable Object of(@Nullable Object open) {
    if (open instanceof CompositeData) {
      return map((CompositeData) open);
    }
    if (open instanceof TabularData) {
      return map((TabularData) open);
    }
    if (open instanceof Object[]) {
      List<Object> list = new ArrayList<>();
      for (Object element : (Object[]) open) {
        Object plain = of(element);
        if (plain != null) {
          list.add(plain);
        }
      }
      return list;
    }
    return open;
  }

  private static Map<String, Object> map(CompositeData data) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String key : data.getCompositeType().keySet()) {
      put(map, key, data.get(key));
    }
    return map;
  }

  /** As an MXBean has a map: rows of key and value. */
  private static Map<String, Object> map(TabularData data) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Object row : data.values()) {
      CompositeData entry = (CompositeData) row;
      put(map, String.valueOf(entry.get(KEY)), entry.get(VALUE));
    }
    return map;
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object open) {
    Object plain = of(open);
    if (plain != null) {
      map.put(key, plain);
    }
  }

  private static String decapitalized(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private PlainData() {}
}
