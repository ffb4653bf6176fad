package io.moontrace.export;

import io.moontrace.error.ErrorEvent;
import io.moontrace.error.Frame;
import io.moontrace.error.StructuredWriter;
import io.moontrace.error.WeakIdentityMap;
import io.opentelemetry.api.common.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds OpenTelemetry values: objects become maps, arrays become lists. A root object is open from
 * the start. Not thread-safe.
 */
final class ValueWriter implements StructuredWriter {
  /** Frames whose values are cached, because errors recur with the same frames. */
  static final int REMEMBERED = 4096;

  private static final WeakIdentityMap<Frame, Value<?>> frames = new WeakIdentityMap<>(REMEMBERED);

  private final Deque<Open> open = new ArrayDeque<>();

  ValueWriter() {
    this(false);
  }

  private ValueWriter(boolean array) {
    open.push(new Open("", array));
  }

  /** The members of the root object so far. */
  Map<String, Value<?>> members() {
    return open.getLast().members;
  }

  @Override
  public ValueWriter beginObject() {
    return begin("", false);
  }

  @Override
  public ValueWriter beginObject(String name) {
    return begin(name, false);
  }

  @Override
  public ValueWriter endObject() {
    return end();
  }

  @Override
  public ValueWriter beginArray(String name) {
    return begin(name, true);
  }

  @Override
  public ValueWriter endArray() {
    return end();
  }

  @Override
  public ValueWriter member(String name, @Nullable String value) {
    return value == null ? this : add(name, Value.of(value));
  }

  @Override
  public ValueWriter member(String name, long value) {
    return add(name, Value.of(value));
  }

  @Override
  public ValueWriter member(String name, boolean value) {
    return add(name, Value.of(value));
  }

  @Override
  public ValueWriter member(String name, Map<String, String> values) {
    beginObject(name);
    values.forEach(this::member);
    return endObject();
  }

  @Override
  public ValueWriter frame(Frame frame) {
    Value<?> value = frames.get(frame);
    if (value == null) {
      value = frames.putIfAbsent(frame, valueOf(frame));
    }
    return add("", value);
  }

  private static Value<?> valueOf(Frame frame) {
    ValueWriter array = new ValueWriter(true);
    ErrorEvent.frame(array, frame);
    return array.open.element().elements.get(0);
  }

  private ValueWriter begin(String name, boolean isArray) {
    open.push(new Open(name, isArray));
    return this;
  }

  private ValueWriter end() {
    Open ended = open.pop();
    return add(ended.name, ended.value());
  }

  private ValueWriter add(String name, Value<?> value) {
    open.element().add(name, value);
    return this;
  }

  /** An object or array that is not ended yet. */
  private static final class Open {
    final String name;
    final boolean isArray;
    final Map<String, Value<?>> members = new LinkedHashMap<>();
    final List<Value<?>> elements = new ArrayList<>();

    Open(String name, boolean isArray) {
      this.name = name;
      this.isArray = isArray;
    }

    void add(String member, Value<?> value) {
      if (isArray) {
        elements.add(value);
      } else {
        members.put(member, value);
      }
    }

    Value<?> value() {
      return isArray ? Value.of(elements) : Value.of(members);
    }
  }
}
