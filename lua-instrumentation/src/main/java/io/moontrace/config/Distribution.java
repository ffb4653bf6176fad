package io.moontrace.config;

import com.google.auto.service.AutoService;
import io.moontrace.error.Version;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ResourceProvider;
import io.opentelemetry.sdk.resources.Resource;

/** Names this distribution of the agent in the resource; the user's resource attributes win. */
@AutoService(ResourceProvider.class)
public final class Distribution implements ResourceProvider {
  /** After the agent's own provider, before what the user sets by environment or property. */
  private static final int AFTER_AGENT = 100;

  @Override
  public Resource createResource(ConfigProperties config) {
    String version = BootstrapClasses.provide() ? Version.get() : "unknown";
    return Resource.create(
        Attributes.builder()
            .put("telemetry.distro.name", "moontrace")
            .put("telemetry.distro.version", version)
            .build());
  }

  @Override
  public int order() {
    return AFTER_AGENT;
  }
}
