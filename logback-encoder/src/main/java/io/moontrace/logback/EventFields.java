package io.moontrace.logback;

import io.moontrace.error.DropReason;
import io.moontrace.error.Limits;
import io.moontrace.error.Redaction;
import io.moontrace.error.Text;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells besides its message: the MDC and the key-values of the log statement, sorted
 * into context (keys on the list) and labels. Bounded; null keys and null values are left out.
 */
final class EventFields {
  private static final EventFields NONE = new EventFields();

  private Map<String, String> context = Collections.emptyMap();
  private Map<String, String> labels = Collections.emptyMap();

  /**
   * Sorts. The log statement's own word counts more than that of scripts, theirs more than the MDC,
   * and the MDC more than what the error carried.
   *
   * @param mdc null where Logback has none
   * @param said the business context that scripts set
   * @param carried the context of the error
   */
  static EventFields of(
      Choice choice,
      @Nullable Map<String, String> mdc,
      Map<String, String> said,
      Map<String, Object> keyValues,
      Map<String, String> carried) {
    boolean none = mdc == null || mdc.isEmpty() || choice.takesNothing();
    if (none && keyValues.isEmpty() && carried.isEmpty() && said.isEmpty()) {
      return NONE;
    }
    EventFields fields = new EventFields();
    carried.forEach(fields::context);
    if (mdc != null && !none) {
      for (Map.Entry<String, String> entry : mdc.entrySet()) {
        fields.mdc(choice, entry.getKey(), entry.getValue());
      }
    }
    said.forEach(fields::context);
    for (Map.Entry<String, Object> entry : keyValues.entrySet()) {
      fields.keyValue(choice, entry.getKey(), entry.getValue());
    }
    return fields;
  }

  Map<String, String> context() {
    return context;
  }

  Map<String, String> labels() {
    return labels;
  }

  private void mdc(Choice choice, @Nullable String key, @Nullable String value) {
    if (key == null || value == null) {
      return;
    }
    if (choice.contextKeys.contains(key)) {
      context(key, value);
    } else if (choice.mdcLabels && !MdcTrace.isTrace(key)) {
      label(key, value);
    }
  }

  private void keyValue(Choice choice, String key, Object value) {
    if (choice.contextKeys.contains(key)) {
      context(key, text(value));
    } else {
      label(key, text(value));
    }
  }

  private void context(String key, String value) {
    if (context.isEmpty()) {
      context = new LinkedHashMap<>();
    }
    String name = Text.name(key);
    if (isFull(context, Limits.CONTEXT_ENTRIES, name)) {
      DropReason.CONTEXT_ENTRY.count();
      return;
    }
    String shown = Redaction.context(key, value, Limits.CONTEXT_VALUE);
    context.put(name, Text.oneLine(shown, Limits.CONTEXT_VALUE));
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
    labels.put(name, Text.oneLine(shown, Limits.LABEL_VALUE));
  }

  private static boolean isFull(Map<String, String> fields, int most, String key) {
    return fields.size() >= most && !fields.containsKey(key);
  }

  /** As the ecs-logging specification asks: a store might take a dot for an object. */
  private static String labelKey(String key) {
    return Text.name(key).replace('.', '_').replace('*', '_').replace('\\', '_');
  }

  private static String text(Object value) {
    try {
      String text = value.toString();
      return text == null ? "null" : text;
    } catch (Throwable t) {
      return "(toString failed: " + t.getClass().getName() + ")";
    }
  }

  /** Which keys are what. Set up before the first event, only read from then on. */
  static final class Choice {
    private final Set<String> contextKeys = new HashSet<>();
    private boolean mdcLabels;

    /** One key, or several with commas between them. */
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

    private boolean takesNothing() {
      return contextKeys.isEmpty() && !mdcLabels;
    }
  }
}
