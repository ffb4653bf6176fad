package io.moontrace.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an agent of maybe another version sent: what is missing or of another type is empty.
 */
final class Entry {
  private final Map<?, ?> data;

  Entry(Map<?, ?> data) {
    this.data = data;
  }

  String text(String key) {
    String text = textOrNull(key);
    return text == null ? "" : text;
  }

  @Nullable String textOrNull(String key) {
    Object value = data.get(key);
    return value instanceof String ? (String) value : null;
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(data.get(key));
  }

  long number(String key) {
    Object value = data.get(key);
    return value instanceof Number ? ((Number) value).longValue() : 0;
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Object element : elements(key)) {
      texts.add(String.valueOf(element));
    }
    return texts;
  }

  List<Entry> entries(String key) {
    List<Entry> entries = new ArrayList<>();
    for (Object element : elements(key)) {
      if (element instanceof Map) {
        entries.add(new Entry((Map<?, ?>) element));
      }
    }
    return entries;
  }

  /** An object; empty where there is none. */
  Entry entry(String key) {
    Object value = data.get(key);
    return new Entry(value instanceof Map ? (Map<?, ?>) value : Collections.emptyMap());
  }

  boolean isEmpty() {
    return data.isEmpty();
  }

  /** The members that are numbers. */
  Map<String, Long> numbers() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (Object key : data.keySet()) {
      String name = String.valueOf(key);
      if (data.get(key) instanceof Number) {
        numbers.put(name, number(name));
      }
    }
    return numbers;
  }

  private List<?> elements(String key) {
    Object value = data.get(key);
    return value instanceof List ? (List<?>) value : Collections.emptyList();
  }
}
