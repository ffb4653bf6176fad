package io.moontrace.e2e;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;

/**
 * A container that a test stops and restarts. Its ports must be fixed, because Docker would map
 * others after a restart.
 *
 * @param probe responds with a status below 500 when the service is up
 */
record Service(GenericContainer<?> container, URI probe) {
  private static final Duration READY = Duration.ofSeconds(90);

  /** Stops it with SIGTERM. */
  void stop() {
    docker().stopContainerCmd(container.getContainerId()).exec();
  }

  /** Kills it like {@code kill -9}. */
  void kill() {
    docker().killContainerCmd(container.getContainerId()).exec();
  }

  /** Starts it again; it is up when this returns. */
  void start() {
    docker().startContainerCmd(container.getContainerId()).exec();
    await().atMost(READY).ignoreExceptions().until(() -> Http.get(probe).statusCode() < 500);
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }
}
