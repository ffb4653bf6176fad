package io.moontrace.e2e;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;

/**
 * A container that a test takes away and brings back. Its ports must be fixed, for after a restart
 * Docker would map others.
 *
 * @param probe answers, with whatever status below 500, when the service is there
 */
record Service(GenericContainer<?> container, URI probe) {
  private static final Duration READY = Duration.ofSeconds(90);

  /** Asks it to end, as SIGTERM does. */
  void stop() {
    docker().stopContainerCmd(container.getContainerId()).exec();
  }

  /** As {@code kill -9} does it. */
  void kill() {
    docker().killContainerCmd(container.getContainerId()).exec();
  }

  /** It is there again when this returns. */
  void start() {
    docker().startContainerCmd(container.getContainerId()).exec();
    await().atMost(READY).ignoreExceptions().until(() -> Http.get(probe).statusCode() < 500);
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }
}
