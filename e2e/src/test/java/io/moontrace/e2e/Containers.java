package io.moontrace.e2e;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** A collector with the shipped configuration and the Jaeger that it sends to. */
final class Containers implements AutoCloseable {
  private static final String CONFIG = "/etc/otelcol-contrib/config.yaml";
  private static final int OTLP_HTTP = 4318;
  private static final int HEALTH = 13133;
  private static final int JAEGER_UI = 16686;
  private static final Duration READY = Duration.ofSeconds(60);

  private final Network network;
  private final GenericContainer<?> jaeger;
  private final GenericContainer<?> collector;

  private Containers(Network network, GenericContainer<?> jaeger, GenericContainer<?> collector) {
    this.network = network;
    this.jaeger = jaeger;
    this.collector = collector;
  }

  /** Both are healthy when this returns. */
  static Containers start() {
    requireDocker();
    Network network = Network.newNetwork();
    Containers containers = new Containers(network, jaeger(network), collector(network));
    try {
      containers.jaeger.start();
      containers.collector.start();
      return containers;
    } catch (RuntimeException e) {
      containers.close();
      throw e;
    }
  }

  /** The image cannot check itself, it has no shell: its health is asked over the mapped port. */
  private static GenericContainer<?> jaeger(Network network) {
    return new GenericContainer<>(Images.JAEGER)
        .withNetwork(network)
        .withNetworkAliases("jaeger")
        .withEnv("JAEGER_LISTEN_HOST", "0.0.0.0")
        .withExposedPorts(JAEGER_UI, HEALTH)
        .waitingFor(Wait.forHttp("/status").forPort(HEALTH).withStartupTimeout(READY));
  }

  private static GenericContainer<?> collector(Network network) {
    MountableFile config =
        MountableFile.forHostPath(Repository.file("collector-config/collector.yaml"), 0644);
    GenericContainer<?> collector =
        new GenericContainer<>(Images.COLLECTOR)
            .withNetwork(network)
            .withExposedPorts(OTLP_HTTP, HEALTH)
            .withCopyFileToContainer(config, CONFIG)
            .waitingFor(Wait.forHttp("/").forPort(HEALTH).withStartupTimeout(READY));
    // Fixed: after a restart Docker would map other ports, and the program keeps the one it has.
    collector.setPortBindings(List.of(Ports.free() + ":" + OTLP_HTTP));
    return collector;
  }

  static void requireDocker() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "The end-to-end tests need a Docker engine and found none (DOCKER_HOST is "
              + System.getenv("DOCKER_HOST")
              + "). Start one, or run `mvn verify` without -Pe2e.");
    }
  }

  /** Where programs send OTLP over HTTP; the same after a restart of the collector. */
  URI otlp() {
    return address(collector, OTLP_HTTP);
  }

  Jaeger jaeger() {
    return new Jaeger(address(jaeger, JAEGER_UI));
  }

  private static URI address(GenericContainer<?> container, int port) {
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
  }

  void stopCollector() {
    collector.getDockerClient().stopContainerCmd(collector.getContainerId()).exec();
  }

  /** Starts the stopped container again; it takes spans when this returns. */
  void restartCollector() {
    collector.getDockerClient().startContainerCmd(collector.getContainerId()).exec();
    // Any answer will do: this port speaks only to POST.
    await().atMost(READY).ignoreExceptions().until(() -> Http.get(otlp()).statusCode() > 0);
  }

  @Override
  public void close() {
    collector.stop();
    jaeger.stop();
    network.close();
  }
}
