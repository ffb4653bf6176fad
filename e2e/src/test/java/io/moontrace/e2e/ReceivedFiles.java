package io.moontrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** A collector that writes received data to files, and access to these files. */
final class ReceivedFiles implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG = "/etc/otelcol-contrib/config.yaml";
  private static final int OTLP_HTTP = 4318;
  private static final int HEALTH = 13133;

  private final Path folder;
  private final GenericContainer<?> collector;

  private ReceivedFiles(Path folder, GenericContainer<?> collector) {
    this.folder = folder;
    this.collector = collector;
  }

  /** Starts the collector, which accepts OTLP when this returns. */
  static ReceivedFiles into(Path folder) throws IOException {
    Containers.requireDocker();
    String owner =
        Files.getAttribute(folder, "unix:uid") + ":" + Files.getAttribute(folder, "unix:gid");
    GenericContainer<?> collector =
        new GenericContainer<>(Images.COLLECTOR)
            .withExposedPorts(OTLP_HTTP, HEALTH)
            .withCopyFileToContainer(
                MountableFile.forClasspathResource("collector-to-files.yaml", 0644), CONFIG)
            .withFileSystemBind(folder.toString(), "/received", BindMode.READ_WRITE)
            .withCreateContainerCmdModifier(command -> command.withUser(owner))
            .withCommand("--config", CONFIG)
            .waitingFor(
                Wait.forHttp("/").forPort(HEALTH).withStartupTimeout(Duration.ofSeconds(90)));
    collector.start();
    return new ReceivedFiles(folder, collector);
  }

  URI otlp() {
    return URI.create("http://" + collector.getHost() + ":" + collector.getMappedPort(OTLP_HTTP));
  }

  /** The spans received so far, in OTLP's JSON form. */
  List<JsonNode> spans() {
    List<JsonNode> spans = new ArrayList<>();
    for (JsonNode scope : scopes("traces.json", "resourceSpans", "scopeSpans")) {
      scope.path("spans").forEach(spans::add);
    }
    return spans;
  }

  /** The log records of one scope received so far. */
  List<JsonNode> records(String name) {
    List<JsonNode> records = new ArrayList<>();
    for (JsonNode scope : scopes("logs.json", "resourceLogs", "scopeLogs")) {
      if (scope.at("/scope/name").asText().equals(name)) {
        scope.path("logRecords").forEach(records::add);
      }
    }
    return records;
  }

  private List<JsonNode> scopes(String file, String resources, String scopes) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode request : requests(folder.resolve(file))) {
      for (JsonNode resource : request.path(resources)) {
        resource.path(scopes).forEach(found::add);
      }
    }
    return found;
  }

  private static List<JsonNode> requests(Path file) {
    List<JsonNode> requests = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        requests.add(JSON.readTree(line));
      }
      return requests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    collector.stop();
  }
}
