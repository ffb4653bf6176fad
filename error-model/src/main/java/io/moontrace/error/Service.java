package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/**
 * The service that reports an error: {@code service.*} of ECS, taken from the OpenTelemetry
 * resource. Immutable.
 */
public final class Service {
  private static volatile @Nullable Service ofAgent;

  private final String name;
  private final @Nullable String version;
  private final @Nullable String environment;
  private final byte[] rendered;

  public Service(String name, @Nullable String version, @Nullable String environment) {
    this.name = PrintableText.name(name);
    this.version = version == null ? null : PrintableText.name(version);
    this.environment = environment == null ? null : PrintableText.name(environment);
    this.rendered = render();
  }

  /** The service that the agent of this process reports for; null without an agent. */
  public static @Nullable Service ofAgent() {
    return ofAgent;
  }

  /** Called only by the agent. */
  public static void setOfAgent(Service service) {
    ofAgent = service;
  }

  public String name() {
    return name;
  }

  public @Nullable String version() {
    return version;
  }

  public @Nullable String environment() {
    return environment;
  }

  /** The member {@code service} of a line. */
  byte[] rendered() {
    return rendered;
  }

  private byte[] render() {
    JsonWriter json = new JsonWriter().beginObject("service");
    json.member("name", name);
    json.member("version", version);
    json.member("environment", environment);
    return json.endObject().toBytes();
  }
}
