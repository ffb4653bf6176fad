package io.moontrace.e2e;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Runs {@code docker compose} with the shipped file, as a separate project and on other ports. */
final class Compose implements AutoCloseable {
  private static final Duration UP = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMinutes(1);

  /** Port 0 selects any free port of the host, to avoid conflicts. */
  private static final Map<String, String> ANY_PORT =
      Map.of(
          "DEMO_PORT", "0",
          "GATEWAY_PORT", "0",
          "JAEGER_UI_PORT", "0",
          "OTLP_GRPC_PORT", "0",
          "OTLP_HTTP_PORT", "0",
          "COLLECTOR_HEALTH_PORT", "0",
          "COLLECTOR_METRICS_PORT", "0",
          "ELASTICSEARCH_PORT", "0",
          "JAEGER_STORAGE_UI_PORT", "0");

  /** Stores traces in Elasticsearch instead of memory. */
  static final Map<String, String> STORAGE =
      Map.of("COMPOSE_PROFILES", "storage", "JAEGER_ENDPOINT", "jaeger-storage:4317");

  private final String project = "moontrace-e2e-" + UUID.randomUUID().toString().substring(0, 8);

  /**
   * Builds the images and starts all services. When this returns, services with a health check are
   * healthy, and one-shot services have succeeded.
   */
  static Compose up() {
    Containers.requireDocker();
    Compose compose = new Compose();
    try {
      compose.up(Map.of());
      return compose;
    } catch (RuntimeException | Error e) {
      try {
        compose.close();
      } catch (RuntimeException | Error suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** Starts missing services and restarts those that these settings change. */
  void up(Map<String, String> settings) {
    run(UP, settings, "up", "--detach", "--build", "--wait");
  }

  /** Returns the output of {@code collector-config/check}, which must succeed. */
  String check(String jaegerService) {
    return Check.run(
        Map.of(
            "COMPOSE_PROJECT_NAME", project,
            "DEMO_URL", address("gateway", 8000).toString(),
            "COLLECTOR_URL", address("collector", 13133).toString(),
            "COLLECTOR_METRICS_URL", address("collector", 8888).toString(),
            "ELASTICSEARCH_URL", address("elasticsearch", 9200).toString(),
            "JAEGER_URL", address(jaegerService, 16686).toString()));
  }

  /** Stops a service. */
  void stop(String service) {
    run(SHORT, STORAGE, "stop", "--timeout", "10", service);
  }

  /** The published address of a port of a service. */
  URI address(String service, int port) {
    return URI.create("http://" + run(SHORT, "port", service, Integer.toString(port)).strip());
  }

  private String run(Duration limit, String... arguments) {
    return run(limit, Map.of(), arguments);
  }

  private String run(Duration limit, Map<String, String> settings, String... arguments) {
    List<String> command =
        Stream.concat(Stream.of("docker", "compose", "-p", project), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).directory(Repository.root().toFile());
    builder.environment().putAll(ANY_PORT);
    builder.environment().put("DEBIAN_IMAGE", Images.DEBIAN);
    builder.environment().putAll(settings);
    return Command.run(builder, limit);
  }

  @Override
  public void close() {
    run(SHORT, STORAGE, "down", "--volumes", "--timeout", "10", "--rmi", "local");
  }
}
