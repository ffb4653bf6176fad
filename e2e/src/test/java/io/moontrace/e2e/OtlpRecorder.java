package io.moontrace.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A proxy between a program and a collector that forwards OTLP requests and records the spans that
 * the collector accepted. While the collector is down it responds with 503, upon which senders
 * retry as they do without any response.
 */
final class OtlpRecorder implements AutoCloseable {
  private static final int THREADS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Map<String, Set<String>> accepted = new ConcurrentHashMap<>();
  private final AtomicLong records = new AtomicLong();
  private final URI collector;
  private final HttpServer server;

  private OtlpRecorder(URI collector, HttpServer server) {
    this.collector = collector;
    this.server = server;
  }

  static OtlpRecorder start(URI collector) {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      OtlpRecorder recorder = new OtlpRecorder(collector, HttpServer.create(any, 0));
      recorder.server.setExecutor(recorder.threads);
      recorder.server.createContext("/", recorder::handle);
      recorder.server.start();
      return recorder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address for programs. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The span ids that the collector accepted, by trace id. */
  Map<String, Set<String>> accepted() {
    Map<String, Set<String>> copy = new HashMap<>();
    accepted.forEach((trace, spans) -> copy.put(trace, Set.copyOf(spans)));
    return copy;
  }

  /** The number of log records that the collector accepted. */
  long records() {
    return records.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    try {
      HttpResponse<byte[]> answer = forward(path, type, body);
      if (answer.statusCode() == 200) {
        record(path, body);
      }
      answer(exchange, answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      answer(exchange, 503, new byte[0]);
    } finally {
      exchange.close();
    }
  }

  private HttpResponse<byte[]> forward(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(collector.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private void record(String path, byte[] body) throws InvalidProtocolBufferException {
    if (path.equals("/v1/traces")) {
      ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(span -> spansOf(hex(span.getTraceId())).add(hex(span.getSpanId())));
    } else if (path.equals("/v1/logs")) {
      ExportLogsServiceRequest.parseFrom(body).getResourceLogsList().stream()
          .flatMap(resource -> resource.getScopeLogsList().stream())
          .forEach(scope -> records.addAndGet(scope.getLogRecordsCount()));
    }
  }

  private Set<String> spansOf(String trace) {
    return accepted.computeIfAbsent(trace, id -> ConcurrentHashMap.newKeySet());
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
