package io.moontrace.e2e;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code docker compose} with the shipped file, as a project and on ports of its own. */
final class Compose implements AutoCloseable {
  private static final Duration UP = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMinutes(1);

  /** Port 0 of the host: the engine takes any free one, so that nothing that runs is in the way. */
  private static final Map<String, String> ANY_PORT =
      Map.of(
          "DEMO_PORT", "0",
          "JAEGER_UI_PORT", "0",
          "OTLP_GRPC_PORT", "0",
          "OTLP_HTTP_PORT", "0",
          "COLLECTOR_HEALTH_PORT", "0");

  private final String project = "moontrace-e2e-" + UUID.randomUUID().toString().substring(0, 8);

  /** Builds what is to be built and starts all; what has a health check is healthy then. */
  static Compose up() {
    Containers.requireDocker();
    Compose compose = new Compose();
    try {
      compose.run(UP, "up", "--detach", "--build", "--wait");
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

  /** Where a port of a service is published. */
  URI address(String service, int port) {
    return URI.create("http://" + run(SHORT, "port", service, Integer.toString(port)).strip());
  }

  private String run(Duration limit, String... arguments) {
    List<String> command =
        Stream.concat(Stream.of("docker", "compose", "-p", project), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).directory(Repository.root().toFile());
    builder.environment().putAll(ANY_PORT);
    return Command.run(builder, limit);
  }

  @Override
  public void close() {
    run(SHORT, "down", "--volumes", "--timeout", "10", "--rmi", "local");
  }
}
