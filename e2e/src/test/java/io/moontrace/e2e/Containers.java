package io.moontrace.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** A collector with the shipped configuration and its backends. */
final class Containers implements AutoCloseable {
  private static final String CONFIG = "/etc/otelcol-contrib/config.yaml";
  private static final int OTLP_HTTP = 4318;
  private static final int HEALTH = 13133;
  private static final int METRICS = 8888;
  private static final int JAEGER_UI = 16686;
  private static final int ELASTICSEARCH = 9200;
  private static final String HEALTHY = "/_cluster/health?wait_for_status=yellow";
  private static final Duration READY = Duration.ofSeconds(150);

  private final Network network = Network.newNetwork();
  private final Folders folders = Folders.create();
  private final GenericContainer<?> jaeger = jaeger(network);
  private final GenericContainer<?> elasticsearch = elasticsearch(network);
  private final GenericContainer<?> collector;

  private Containers(Map<String, String> settings) {
    collector = collector(network, folders, settings);
  }

  /** Starts a collector and a Jaeger; both are healthy when this returns. */
  static Containers start() {
    return start(
        Map.of(),
        containers -> {
          containers.jaeger.start();
          containers.collector.start();
        });
  }

  /** Starts a collector and an Elasticsearch with the shipped templates. */
  static Containers startWithElasticsearch() {
    return startWithElasticsearch(Map.of());
  }

  /** The same with environment variables for the collector. */
  static Containers startWithElasticsearch(Map<String, String> settings) {
    return start(
        settings,
        containers -> {
          containers.startElasticsearch();
          containers.collector.start();
        });
  }

  /** Starts an Elasticsearch with the shipped templates. */
  static Containers startElasticsearchAlone() {
    return start(Map.of(), Containers::startElasticsearch);
  }

  /** Starts a collector, a Jaeger, and an Elasticsearch with the shipped templates. */
  static Containers startAll() {
    return start(
        Map.of(),
        containers -> {
          containers.jaeger.start();
          containers.startElasticsearch();
          containers.collector.start();
        });
  }

  /**
   * The same for tests that stop and restart them: addresses are fixed, and Jaeger stores its
   * traces.
   */
  static Containers startForOutages() {
    return start(
        Map.of(),
        containers -> {
          containers.keepTraces();
          fixed(containers.jaeger, JAEGER_UI).start();
          fixed(containers.elasticsearch, ELASTICSEARCH);
          containers.startElasticsearch();
          containers.collector.start();
        });
  }

  private void keepTraces() {
    String config = "/etc/jaeger/config.yaml";
    jaeger
        .withCopyFileToContainer(MountableFile.forClasspathResource("jaeger-on-disk.yaml"), config)
        .withCommand("--config", config)
        .withFileSystemBind(folders.traces().toString(), "/var/lib/jaeger", BindMode.READ_WRITE)
        .withCreateContainerCmdModifier(command -> command.withUser(folders.owner()));
  }

  private static Containers start(Map<String, String> settings, Consumer<Containers> start) {
    requireDocker();
    Containers containers = new Containers(settings);
    try {
      start.accept(containers);
      return containers;
    } catch (RuntimeException | Error e) {
      containers.close();
      throw e;
    }
  }

  private void startElasticsearch() {
    elasticsearch.start();
    // Otherwise a nearly full disk of the test machine would block the index.
    elasticsearch()
        .send(
            "PUT",
            "/_cluster/settings",
            "{\"persistent\":{\"cluster.routing.allocation.disk.threshold_enabled\":false}}");
    elasticsearch().setUp();
  }

  /** The image has no shell for a health check of its own, so the mapped port is probed. */
  private static GenericContainer<?> jaeger(Network network) {
    return new GenericContainer<>(Images.JAEGER)
        .withNetwork(network)
        .withNetworkAliases("jaeger")
        .withEnv("JAEGER_LISTEN_HOST", "0.0.0.0")
        .withExposedPorts(JAEGER_UI, HEALTH)
        .waitingFor(Wait.forHttp("/status").forPort(HEALTH).withStartupTimeout(READY));
  }

  private static GenericContainer<?> elasticsearch(Network network) {
    return new GenericContainer<>(Images.ELASTICSEARCH)
        .withNetwork(network)
        .withNetworkAliases("elasticsearch")
        .withEnv("discovery.type", "single-node")
        .withEnv("xpack.security.enabled", "false")
        .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
        .withExposedPorts(ELASTICSEARCH)
        .waitingFor(Wait.forHttp(HEALTHY).forPort(ELASTICSEARCH).withStartupTimeout(READY));
  }

  private static GenericContainer<?> collector(
      Network network, Folders folders, Map<String, String> settings) {
    MountableFile config =
        MountableFile.forHostPath(Repository.file("collector-config/collector.yaml"), 0644);
    GenericContainer<?> collector =
        new GenericContainer<>(Images.COLLECTOR)
            .withNetwork(network)
            .withExposedPorts(OTLP_HTTP, HEALTH, METRICS)
            .withEnv(settings)
            .withCopyFileToContainer(config, CONFIG)
            .withFileSystemBind(folders.logs().toString(), "/var/log/moontrace", BindMode.READ_ONLY)
            .withFileSystemBind(
                folders.storage().toString(), "/var/lib/otelcol", BindMode.READ_WRITE)
            // Runs as the user of the tests, so that they can delete its files.
            .withCreateContainerCmdModifier(command -> command.withUser(folders.owner()))
            .withCommand("--config", CONFIG, "--feature-gates=stanza.synchronousLogEmitter")
            .waitingFor(Wait.forHttp("/").forPort(HEALTH).withStartupTimeout(READY));
    return fixed(collector, OTLP_HTTP);
  }

  /** Fixes a port, because Docker would map another one after a restart. */
  private static GenericContainer<?> fixed(GenericContainer<?> container, int port) {
    container.setPortBindings(List.of(Ports.free() + ":" + port));
    return container;
  }

  static void requireDocker() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "The end-to-end tests need a Docker engine and found none (DOCKER_HOST is "
              + System.getenv("DOCKER_HOST")
              + "). Start one, or run `mvn verify` without a profile.");
    }
  }

  /** The address for OTLP over HTTP, unchanged by a restart of the collector. */
  URI otlp() {
    return address(collector, OTLP_HTTP);
  }

  /** The network in which the containers have names. */
  Network network() {
    return network;
  }

  /** The folder whose errors files the collector reads. */
  Path logs() {
    return folders.logs();
  }

  Jaeger jaeger() {
    return new Jaeger(address(jaeger, JAEGER_UI));
  }

  Elasticsearch elasticsearch() {
    return new Elasticsearch(address(elasticsearch, ELASTICSEARCH));
  }

  CollectorMetrics collectorMetrics() {
    return new CollectorMetrics(address(collector, METRICS));
  }

  /** The output of the collector so far. */
  String collectorLog() {
    return collector.getLogs();
  }

  private static URI address(GenericContainer<?> container, int port) {
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
  }

  Service collectorService() {
    return new Service(collector, otlp());
  }

  Service jaegerService() {
    return new Service(jaeger, jaeger().address().resolve("/api/services"));
  }

  Service elasticsearchService() {
    return new Service(elasticsearch, elasticsearch().address().resolve(HEALTHY));
  }

  void stopCollector() {
    collectorService().stop();
  }

  /** Starts the stopped container again; it accepts spans when this returns. */
  void restartCollector() {
    collectorService().start();
  }

  @Override
  public void close() {
    collector.stop();
    elasticsearch.stop();
    jaeger.stop();
    network.close();
    folders.close();
  }
}
