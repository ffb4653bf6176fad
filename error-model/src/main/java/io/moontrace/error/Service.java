package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/** Whose error it is: {@code service.*} of ECS, taken from the OpenTelemetry resource. */
public final class Service {
  private final String name;
  private final @Nullable String version;
  private final @Nullable String environment;

  public Service(String name, @Nullable String version, @Nullable String environment) {
    this.name = Text.name(name);
    this.version = version == null ? null : Text.name(version);
    this.environment = environment == null ? null : Text.name(environment);
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
}
