package io.moontrace.bootstrap;

import io.moontrace.error.DropReason;
import io.moontrace.error.Limits;
import io.moontrace.error.PrintableText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Business context that scripts set for the request of a thread: string to string, at most {@link
 * Limits#CONTEXT_ENTRIES} entries. It belongs to one trace and is invisible in others. Without a
 * trace it is cleared when the entry into Lua ends. Thread-safe.
 */
public final class BusinessContext {
  /** Stands for the absence of a trace. */
  public static final String NO_TRACE = "";

  private final Map<String, String> values = new LinkedHashMap<>();
  private String trace = NO_TRACE;
  private volatile boolean isEmpty = true; // spares entries that set nothing the lock

  BusinessContext() {}

  /**
   * Sets or removes a value. New keys beyond the limit are dropped and counted; long values are
   * truncated.
   *
   * @param traceId the current trace, or {@link #NO_TRACE}; entries of another trace are cleared
   * @param value null removes
   */
  public synchronized void set(String traceId, String key, @Nullable String value) {
    if (!traceId.equals(trace)) {
      values.clear();
      trace = traceId;
    }
    String name = PrintableText.name(key);
    if (value == null) {
      values.remove(name);
    } else if (values.size() < Limits.CONTEXT_ENTRIES || values.containsKey(name)) {
      values.put(name, PrintableText.oneLine(value, Limits.CONTEXT_VALUE));
    } else {
      DropReason.CONTEXT_ENTRY.count();
    }
    isEmpty = values.isEmpty();
  }

  /** A copy of the entries of a trace, in the order in which the keys were first set. */
  public Map<String, String> of(String traceId) {
    return isEmpty ? Collections.emptyMap() : copyOf(traceId);
  }

  private synchronized Map<String, String> copyOf(String traceId) {
    return traceId.equals(trace) ? new LinkedHashMap<>(values) : Collections.emptyMap();
  }

  void entryEnded() {
    if (!isEmpty) {
      clearUntraced();
    }
  }

  private synchronized void clearUntraced() {
    if (trace.equals(NO_TRACE)) {
      values.clear();
      isEmpty = true;
    }
  }
}
