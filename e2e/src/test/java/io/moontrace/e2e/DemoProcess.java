package io.moontrace.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo in a JVM of its own, started as in the README, with the shipped agent. */
final class DemoProcess implements AutoCloseable {
  private static final Pattern LISTENS =
      Pattern.compile("order service listens on (http://127\\.0\\.0\\.1:[0-9]+)");
  private static final Duration START = Duration.ofSeconds(60);
  private static final int STOP_SECONDS = 15;

  private final Process process;
  private final Output output;

  private DemoProcess(Process process) {
    this.process = process;
    this.output = Output.of(process);
  }

  /**
   * Starts the demo, which accepts connections when this returns. It sends telemetry to {@code
   * otlp} under the service name.
   */
  static DemoProcess start(URI otlp, String service) {
    return start(otlp, service, Map.of());
  }

  /** The same with environment variables. */
  static DemoProcess start(URI otlp, String service, Map<String, String> settings) {
    DemoProcess demo = new DemoProcess(launch(otlp, service, settings));
    try {
      await("the demo listens")
          .atMost(START)
          .failFast("the demo ended", demo::requireAlive)
          .until(() -> demo.address().isPresent());
      return demo;
    } catch (RuntimeException e) {
      demo.close();
      throw e;
    }
  }

  private static Process launch(URI otlp, String service, Map<String, String> settings) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-javaagent:" + Repository.file("agent/target/moontrace-agent.jar"),
            "-jar",
            Repository.file("demo/target/demo.jar").toString(),
            "--port",
            "0",
            "--scripts",
            Repository.file("demo/scripts").toString());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.matches("(OTEL|MOONTRACE|DEMO|JAVA)_.*"));
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", otlp.toString());
    environment.put("OTEL_SERVICE_NAME", service);
    // Shorter than the defaults of 5 s and 60 s, so that tests are faster.
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "200");
    environment.put("OTEL_METRIC_EXPORT_INTERVAL", "1000");
    environment.putAll(settings);
    try {
      return builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("the demo printed:\n" + output);
    }
  }

  private Optional<URI> address() {
    return output.lines().stream()
        .map(LISTENS::matcher)
        .filter(Matcher::find)
        .map(found -> URI.create(found.group(1)))
        .findFirst();
  }

  Orders orders() {
    return new Orders(address().orElseThrow());
  }

  /** The output so far. */
  List<String> output() {
    return output.lines();
  }

  /** The number of printed lines that contain the text. */
  long printed(String text) {
    return output.lines().stream().filter(line -> line.contains(text)).count();
  }

  List<String> printedByAgent() {
    return output.lines().stream().filter(line -> line.startsWith("[otel.javaagent ")).toList();
  }

  /** Terminates the process with SIGTERM and waits for its end. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      output.complete();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
