package io.moontrace.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.Service;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {
  private static final Map<String, String> NONE = Map.of();

  @Test
  void noSettings() {
    assertThat(text(resolve(null, NONE, NONE))).isEqualTo("unknown_service:java null null");
  }

  @Test
  void theSettingsOfOpenTelemetry() {
    Map<String, String> attributes =
        Map.of(
            "OTEL_RESOURCE_ATTRIBUTES",
            "service.name=a, service.version=1%2C2+3 ,deployment.environment.name=e,x,=y,z=%");
    assertThat(text(resolve(null, NONE, attributes))).isEqualTo("a 1,2+3 e");
  }

  @Test
  void theServiceNameAndPropertiesTakePrecedence() {
    Map<String, String> variables =
        Map.of(
            "OTEL_SERVICE_NAME", "b",
            "OTEL_RESOURCE_ATTRIBUTES", "service.name=a,deployment.environment=old");
    assertThat(text(resolve(null, NONE, variables))).isEqualTo("b null old");
    assertThat(text(resolve(null, Map.of("otel.service.name", "c"), variables)))
        .isEqualTo("c null old");
    assertThat(
            text(resolve(null, Map.of("otel.resource.attributes", "service.version=9"), variables)))
        .isEqualTo("b 9 null");
  }

  @Test
  void theEncodersPropertiesTakePrecedenceOverTheAgentAndThatOverSettings() {
    Service agent = new Service("of the agent", "2", null);
    Map<String, String> variables = Map.of("OTEL_SERVICE_NAME", "b");
    assertThat(text(resolve(agent, NONE, variables))).isEqualTo("of the agent 2 null");

    ServiceSettings settings = new ServiceSettings();
    settings.setName("orders");
    settings.setEnvironment("test");
    assertThat(text(settings.resolve(agent, NONE::get, variables::get))).isEqualTo("orders 2 test");
  }

  private static Service resolve(
      Service agent, Map<String, String> properties, Map<String, String> variables) {
    return new ServiceSettings().resolve(agent, properties::get, variables::get);
  }

  private static String text(Service service) {
    return service.name() + ' ' + service.version() + ' ' + service.environment();
  }
}
