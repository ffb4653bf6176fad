package io.moontrace.logback;

import io.moontrace.error.DropReason;
import io.moontrace.error.Limits;
import io.moontrace.error.PrintableText;
import io.moontrace.error.Redaction;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data of an event besides its message: MDC entries and key-value pairs, divided into business
 * context (configured keys) and labels. Bounded; null keys and null values are ignored.
 */
final class EventFields {
  private static final EventFields NONE = new EventFields();

  private Map<String, String> context = Collections.emptyMap();
  private Map<String, String> labels = Collections.emptyMap();

  /**
   * Collects the fields. If a key occurs more than once, the key-value pairs of the log statement
   * take precedence over context set by scripts, that over the MDC, and the MDC over the context of
   * the error.
   *
   * @param mdc null if Logback provides none
   * @param scriptContext the business context that scripts set
   * @param errorContext the context of the error
   */
  static EventFields of(
      Selection selection,
      @Nullable Map<String, String> mdc,
      Map<String, String> scriptContext,
      Map<String, Object> keyValues,
      Map<String, String> errorContext) {
    boolean noMdc = mdc == null || mdc.isEmpty() || selection.isEmpty();
    if (noMdc && keyValues.isEmpty() && errorContext.isEmpty() && scriptContext.isEmpty()) {
      return NONE;
    }
    EventFields fields = new EventFields();
    errorContext.forEach(fields::context);
    if (mdc != null && !noMdc) {
      for (Map.Entry<String, String> entry : mdc.entrySet()) {
        fields.mdc(selection, entry.getKey(), entry.getValue());
      }
    }
    scriptContext.forEach(fields::context);
    for (Map.Entry<String, Object> entry : keyValues.entrySet()) {
      fields.keyValue(selection, entry.getKey(), entry.getValue());
    }
    return fields;
  }

  Map<String, String> context() {
    return context;
  }

  Map<String, String> labels() {
    return labels;
  }

  private void mdc(Selection selection, @Nullable String key, @Nullable String value) {
    if (key == null || value == null) {
      return;
    }
    if (selection.contextKeys.contains(key)) {
      context(key, value);
    } else if (selection.mdcLabels && !MdcTrace.isTrace(key)) {
      label(key, value);
    }
  }

  private void keyValue(Selection selection, String key, Object value) {
    if (selection.contextKeys.contains(key)) {
      context(key, text(value));
    } else {
      label(key, text(value));
    }
  }

  private void context(String key, String value) {
    if (context.isEmpty()) {
      context = new LinkedHashMap<>();
    }
    String name = PrintableText.name(key);
    if (isFull(context, Limits.CONTEXT_ENTRIES, name)) {
      DropReason.CONTEXT_ENTRY.count();
      return;
    }
    String shown = Redaction.context(key, value, Limits.CONTEXT_VALUE);
    context.put(name, PrintableText.oneLine(shown, Limits.CONTEXT_VALUE));
  }

  private void label(String key, String value) {
    if (labels.isEmpty()) {
      labels = new LinkedHashMap<>();
    }
    String name = labelKey(key);
    if (isFull(labels, Limits.LABELS, name)) {
      DropReason.LABEL.count();
      return;
    }
    String shown = Redaction.value(key, value, Limits.LABEL_VALUE);
    labels.put(name, PrintableText.oneLine(shown, Limits.LABEL_VALUE));
  }

  private static boolean isFull(Map<String, String> fields, int max, String key) {
    return fields.size() >= max && !fields.containsKey(key);
  }

  /**
   * Replaces characters as the ecs-logging specification requires: a store could take a dot for a
   * nested object.
   */
  private static String labelKey(String key) {
    return PrintableText.name(key).replace('.', '_').replace('*', '_').replace('\\', '_');
  }

  private static String text(Object value) {
    try {
      String text = value.toString();
      return text == null ? "null" : text;
    } catch (Throwable t) {
      return "(toString failed: " + t.getClass().getName() + ")";
    }
  }

  /** The configured keys. Set before the first event and only read afterwards. */
  static final class Selection {
    private final Set<String> contextKeys = new HashSet<>();
    private boolean mdcLabels;

    /** Adds one key, or several separated by commas. */
    void addContextKeys(String keys) {
      for (String key : keys.split(",", -1)) {
        if (!key.trim().isEmpty()) {
          contextKeys.add(key.trim());
        }
      }
    }

    void setMdcLabels(boolean mdcLabels) {
      this.mdcLabels = mdcLabels;
    }

    private boolean isEmpty() {
      return contextKeys.isEmpty() && !mdcLabels;
    }
  }
}
