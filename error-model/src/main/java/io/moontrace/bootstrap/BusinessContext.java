package io.moontrace.bootstrap;

import io.moontrace.error.DropReason;
import io.moontrace.error.Limits;
import io.moontrace.error.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What scripts said of the request that a thread works on: string to string, at most {@link
 * Limits#CONTEXT_ENTRIES}. It belongs to one trace, and is not seen in any other. Without a trace
 * it is forgotten when the entry into Lua ends. Thread-safe.
 */
public final class BusinessContext {
  /** Where there is no trace. */
  public static final String NO_TRACE = "";

  private final Map<String, String> values = new LinkedHashMap<>();
  private String trace = NO_TRACE;
  private volatile boolean isEmpty = true; // an entry that sets nothing takes no lock

  BusinessContext() {}

  /**
   * Sets or removes a value. Beyond the limit new keys are left out; long texts are cut.
   *
   * @param traceId the current trace, or {@link #NO_TRACE}; what belongs to another is forgotten
   * @param value null removes
   */
  public synchronized void set(String traceId, String key, @Nullable String value) {
    if (!traceId.equals(trace)) {
      values.clear();
      trace = traceId;
    }
    String name = Text.name(key);
    if (value == null) {
      values.remove(name);
    } else if (values.size() < Limits.CONTEXT_ENTRIES || values.containsKey(name)) {
      values.put(name, Text.oneLine(value, Limits.CONTEXT_VALUE));
    } else {
      DropReason.CONTEXT_ENTRY.count();
    }
    isEmpty = values.isEmpty();
  }

  /** What was set in this trace: a copy, in the order of the first setting. */
  public Map<String, String> of(String traceId) {
    return isEmpty ? Collections.emptyMap() : copyOf(traceId);
  }

  private synchronized Map<String, String> copyOf(String traceId) {
    return traceId.equals(trace) ? new LinkedHashMap<>(values) : Collections.emptyMap();
  }

  void entryEnded() {
    if (!isEmpty) {
      forgetUntraced();
    }
  }

  private synchronized void forgetUntraced() {
    if (trace.equals(NO_TRACE)) {
      values.clear();
      isEmpty = true;
    }
  }
}
