package io.moontrace.logback;

import io.moontrace.error.Service;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Determines the service that writes the log: from the properties of the encoder, else from the
 * agent, else from the settings of OpenTelemetry (system properties before environment variables).
 */
final class ServiceSettings {
  private static final String UNKNOWN = "unknown_service:java";

  private @Nullable String name;
  private @Nullable String version;
  private @Nullable String environment;

  void setName(String name) {
    this.name = name;
  }

  void setVersion(String version) {
    this.version = version;
  }

  void setEnvironment(String environment) {
    this.environment = environment;
  }

  Service resolve() {
    return resolve(Service.ofAgent(), System::getProperty, System::getenv);
  }

  Service resolve(
      @Nullable Service agent,
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> variables) {
    Service fallback = agent != null ? agent : settings(properties, variables);
    return new Service(
        or(name, fallback.name()),
        orNull(version, fallback.version()),
        environment(fallback.environment()));
  }

  private @Nullable String environment(@Nullable String other) {
    return orNull(environment, other);
  }

  private static Service settings(
      Function<String, @Nullable String> properties, Function<String, @Nullable String> variables) {
    String name = setting("otel.service.name", properties, variables);
    Map<String, String> resource =
        attributes(setting("otel.resource.attributes", properties, variables));
    return new Service(
        or(name, or(resource.get("service.name"), UNKNOWN)),
        resource.get("service.version"),
        // the latter is the name in the semantic conventions before 1.27
        orNull(
            resource.get("deployment.environment.name"), resource.get("deployment.environment")));
  }

  private static @Nullable String setting(
      String property,
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> variables) {
    String value = properties.apply(property);
    return value != null && !value.isEmpty()
        ? value
        : variables.apply(property.replace('.', '_').toUpperCase(java.util.Locale.ROOT));
  }

  /** Parses {@code key=value,key=value}, percent-encoded, as OpenTelemetry specifies it. */
  private static Map<String, String> attributes(@Nullable String text) {
    Map<String, String> attributes = new HashMap<>();
    if (text == null) {
      return attributes;
    }
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        attributes.put(
            pair.substring(0, equals).trim(), decoded(pair.substring(equals + 1).trim()));
      }
    }
    return attributes;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), "UTF-8");
    } catch (IllegalArgumentException | UnsupportedEncodingException e) {
      return value;
    }
  }

  private static String or(@Nullable String value, String other) {
    return value == null || value.isEmpty() ? other : value;
  }

  private static @Nullable String orNull(@Nullable String value, @Nullable String other) {
    return value == null || value.isEmpty() ? other : value;
  }
}
