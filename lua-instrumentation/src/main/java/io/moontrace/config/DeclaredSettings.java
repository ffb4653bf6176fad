package io.moontrace.config;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.instrumentation.api.incubator.config.internal.DeclarativeConfigUtil;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings in declarative configuration (YAML), below {@code instrumentation/development: java:
 * moontrace:}: {@code errors: max_size:} is {@code moontrace.errors.max-size}. YAML cannot give one
 * name a value and further names below it, so a setting with others below has its value in {@code
 * enabled:} or {@code mode:}.
 */
final class DeclaredSettings {
  static final String ROOT = "moontrace";
  private static final char LEVEL = '.';

  /** Levels of nesting that are read; no setting lies as deep. */
  private static final int MAX_DEPTH = 5;

  private static volatile @Nullable Map<String, Object> tree;

  /** Null where nobody set it. */
  static @Nullable String text(Setting setting) {
    Map<String, String> declared = all(setting.type().separator());
    String text = declared.get(name(setting));
    return text == null ? declared.get(plainName(setting)) : text;
  }

  /** The name in YAML without the root, its levels separated by dots: {@code errors.max_size}. */
  static String name(Setting setting) {
    return plainName(setting) + setting.nestedName();
  }

  /** The same where it has its value itself. */
  static String plainName(Setting setting) {
    return setting.key().substring(ROOT.length() + 1).replace('-', '_');
  }

  /** Every name that is declared, known or not, with the root. */
  static Collection<String> names() {
    return all(",").keySet().stream().map(name -> ROOT + LEVEL + name).collect(Collectors.toList());
  }

  private static Map<String, String> all(String separator) {
    Map<String, String> declared = new TreeMap<>();
    try {
      flatten("", root(), separator, MAX_DEPTH, declared);
    } catch (RuntimeException | LinkageError e) {
      declared.clear(); // an agent without declarative configuration
    }
    return declared;
  }

  /** Called once the agent has read its own configuration. */
  static void readFrom(Map<String, Object> model) {
    tree = model;
  }

  private static Map<String, Object> root() {
    Map<String, Object> read = tree;
    if (read != null) {
      return read;
    }
    return DeclarativeConfigProperties.toMap(
        DeclarativeConfigUtil.getInstrumentationConfig(GlobalOpenTelemetry.get(), ROOT));
  }

  private static void flatten(
      String prefix, Map<?, ?> node, String separator, int depth, Map<String, String> into) {
    for (Map.Entry<?, ?> entry : node.entrySet()) {
      String name = prefix + entry.getKey();
      Object value = entry.getValue();
      if (value instanceof Map && depth > 1) {
        flatten(name + LEVEL, (Map<?, ?>) value, separator, depth - 1, into);
      } else if (value instanceof List) {
        into.put(name, joined((List<?>) value, separator));
      } else if (value != null) {
        into.put(name, value.toString());
      }
    }
  }

  private static String joined(List<?> values, String separator) {
    String between = separator.isEmpty() ? "," : separator;
    return values.stream().map(String::valueOf).collect(Collectors.joining(between));
  }

  private DeclaredSettings() {}
}
