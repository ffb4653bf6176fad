package io.moontrace.export;

import io.moontrace.error.Service;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;

/** Derives the service from the resource of the agent. */
final class ResourceService {
  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> SERVICE_VERSION =
      AttributeKey.stringKey("service.version");
  private static final AttributeKey<String> ENVIRONMENT =
      AttributeKey.stringKey("deployment.environment.name");

  /** The name in the semantic conventions before 1.27. */
  private static final AttributeKey<String> OLD_ENVIRONMENT =
      AttributeKey.stringKey("deployment.environment");

  static Service of(AutoConfiguredOpenTelemetrySdk sdk) {
    return service(resource(sdk));
  }

  /** Uses a class of the agent that is in no published artifact. */
  private static Resource resource(AutoConfiguredOpenTelemetrySdk sdk) {
    try {
      return (Resource)
          Class.forName("io.opentelemetry.sdk.autoconfigure.SdkAutoconfigureAccess")
              .getMethod("getResource", AutoConfiguredOpenTelemetrySdk.class)
              .invoke(null, sdk);
    } catch (ReflectiveOperationException | LinkageError e) {
      return Resource.getDefault();
    }
  }

  private static Service service(Resource resource) {
    String name = resource.getAttribute(SERVICE_NAME);
    String environment = resource.getAttribute(ENVIRONMENT);
    return new Service(
        name == null ? "unknown_service:java" : name,
        resource.getAttribute(SERVICE_VERSION),
        environment != null ? environment : resource.getAttribute(OLD_ENVIRONMENT));
  }

  private ResourceService() {}
}
