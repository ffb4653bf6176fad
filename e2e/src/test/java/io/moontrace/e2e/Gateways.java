package io.moontrace.e2e;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/**
 * Three collectors with {@code gateway-tier.yaml} and a Jaeger as their backend. Two of them are
 * gateways over which traces are distributed; the third, the front, only balances.
 */
final class Gateways implements AutoCloseable {
  private static final String CONFIG = "/etc/otelcol-contrib/config.yaml";
  private static final int OTLP_HTTP = 4318;
  private static final int HEALTH = 13133;
  private static final int METRICS = 8888;
  private static final int JAEGER_UI = 16686;
  private static final Duration READY = Duration.ofSeconds(60);

  private final Network network = Network.newNetwork();
  private final List<Folders> disks = new ArrayList<>();
  private final GenericContainer<?> jaeger;
  private final GenericContainer<?> front;
  private final List<GenericContainer<?>> gateways;

  private Gateways() {
    jaeger =
        new GenericContainer<>(Images.JAEGER)
            .withNetwork(network)
            .withNetworkAliases("jaeger")
            .withEnv("JAEGER_LISTEN_HOST", "0.0.0.0")
            .withExposedPorts(JAEGER_UI, HEALTH)
            .waitingFor(Wait.forHttp("/status").forPort(HEALTH).withStartupTimeout(READY));
    gateways = List.of(collector("gateways"), collector("gateways"));
    front = collector("front");
  }

  /** Starts all; they are healthy and know each other when this returns. */
  static Gateways start() {
    Containers.requireDocker();
    Gateways started = new Gateways();
    try {
      started.all().forEach(GenericContainer::start);
      started.awaitOneList();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /**
   * Waits until all have resolved the same gateways; they resolve the name every 5 s and must agree
   * on the owner of each trace.
   */
  private void awaitOneList() {
    for (GenericContainer<?> each : collectors()) {
      CollectorMetrics metrics = new CollectorMetrics(address(each, METRICS));
      await()
          .atMost(READY)
          .ignoreExceptions()
          .until(() -> metrics.sum("otelcol_loadbalancer_num_backends") == gateways.size());
    }
  }

  /**
   * @param name the network alias, which resolves to the addresses of all containers that share it
   */
  private GenericContainer<?> collector(String name) {
    Folders disk = Folders.create();
    disks.add(disk);
    MountableFile config =
        MountableFile.forHostPath(Repository.file("collector-config/gateway-tier.yaml"), 0644);
    GenericContainer<?> collector =
        new GenericContainer<>(Images.COLLECTOR)
            .withNetwork(network)
            .withNetworkAliases(name)
            .withExposedPorts(OTLP_HTTP, HEALTH, METRICS)
            .withCopyFileToContainer(config, CONFIG)
            .withFileSystemBind(disk.storage().toString(), "/var/lib/otelcol", BindMode.READ_WRITE)
            .withCreateContainerCmdModifier(command -> command.withUser(disk.owner()))
            .waitingFor(Wait.forHttp("/").forPort(HEALTH).withStartupTimeout(READY));
    // Fixed, because Docker would map another port after a restart.
    collector.setPortBindings(List.of(Ports.free() + ":" + OTLP_HTTP));
    return collector;
  }

  /** The addresses for spans, that of the front first. Unchanged by a restart. */
  List<URI> otlp() {
    return collectors().stream().map(collector -> address(collector, OTLP_HTTP)).toList();
  }

  GenericContainer<?> front() {
    return front;
  }

  List<GenericContainer<?>> gateways() {
    return gateways;
  }

  /** The metrics of the two gateways. */
  List<CollectorMetrics> metrics() {
    return gateways.stream().map(each -> new CollectorMetrics(address(each, METRICS))).toList();
  }

  Jaeger jaeger() {
    return new Jaeger(address(jaeger, JAEGER_UI));
  }

  private static URI address(GenericContainer<?> container, int port) {
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
  }

  void stopGateways() {
    gateways.forEach(each -> each.getDockerClient().stopContainerCmd(each.getContainerId()).exec());
  }

  /** Kills the front like {@code kill -9}. */
  void killFront() {
    front.getDockerClient().killContainerCmd(front.getContainerId()).exec();
  }

  /** Starts stopped and killed collectors; all accept spans when this returns. */
  void startAgain() {
    collectors()
        .forEach(each -> each.getDockerClient().startContainerCmd(each.getContainerId()).exec());
    // Any response is sufficient: this port only supports POST.
    for (URI otlp : otlp()) {
      await().atMost(READY).ignoreExceptions().until(() -> Http.get(otlp).statusCode() > 0);
    }
  }

  private List<GenericContainer<?>> collectors() {
    return List.of(front, gateways.get(0), gateways.get(1));
  }

  private List<GenericContainer<?>> all() {
    return List.of(jaeger, gateways.get(0), gateways.get(1), front);
  }

  @Override
  public void close() {
    all().forEach(GenericContainer::stop);
    network.close();
    disks.forEach(Folders::close);
  }
}
