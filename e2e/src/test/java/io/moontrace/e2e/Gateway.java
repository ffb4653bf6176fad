package io.moontrace.e2e;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.MountableFile;

/** The gateway's image with the configuration in {@code resources/gateway}. */
final class Gateway implements AutoCloseable {
  private static final int PORT = 8000;
  private static final int SERVICE = 8001;
  private static final String TEST = "/gateway-test/";

  private final GenericContainer<?> nginx = container();

  private static GenericContainer<?> container() {
    ImageFromDockerfile image =
        new ImageFromDockerfile("moontrace-e2e-gateway", false)
            .withFileFromPath(".", Repository.file("gateway"))
            .withBuildArg("DEBIAN_IMAGE", Images.DEBIAN);
    GenericContainer<?> nginx =
        new GenericContainer<>(image)
            .withEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + SERVICE)
            .withExposedPorts(PORT, SERVICE)
            .withCopyFileToContainer(resource("nginx.conf"), "/etc/nginx/nginx.conf")
            .waitingFor(Wait.forListeningPorts(PORT, SERVICE));
    for (String file : List.of("vectors.lua", "quit.sh")) {
      nginx.withCopyFileToContainer(resource(file), TEST + file);
    }
    return nginx.withCopyFileToContainer(
        MountableFile.forHostPath(Repository.file("gateway/spec/trace_context_vectors.lua")),
        TEST + "trace_context_vectors.lua");
  }

  private static MountableFile resource(String name) {
    return MountableFile.forClasspathResource("gateway/" + name, 0644);
  }

  void start() {
    nginx.start();
  }

  URI address() {
    return address(PORT);
  }

  /** The service behind the gateway. */
  URI service() {
    return address(SERVICE);
  }

  private URI address(int port) {
    return URI.create("http://" + nginx.getHost() + ":" + nginx.getMappedPort(port));
  }

  /** What a command that must succeed in the container prints. */
  String run(String... command) throws IOException, InterruptedException {
    var result = nginx.execInContainer(command);
    if (result.getExitCode() != 0) {
      throw new IOException(String.join(" ", command) + ": " + result);
    }
    return result.getStdout();
  }

  String errorLog() throws IOException, InterruptedException {
    return run("cat", "/tmp/error.log");
  }

  @Override
  public void close() {
    nginx.stop();
  }
}
