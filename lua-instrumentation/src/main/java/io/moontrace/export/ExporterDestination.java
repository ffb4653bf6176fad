package io.moontrace.export;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.moontrace.error.PrintableText;
import io.moontrace.error.Redaction;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exporter of OpenTelemetry. It is tried by an export without items, which goes the way of all
 * others: protocol, headers, certificates and proxies are those in force.
 */
final class ExporterDestination implements Destination {
  private static final int CONNECT_MILLIS = 2_000;

  /**
   * For the answer, as an exporter waits by default; the first one is slow in a JVM just started.
   */
  private static final int ANSWER_MILLIS = 10_000;

  private static final int MAX_TARGET = 300;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** OTLP exporters have it in their text, whatever configured them. */
  private static final Pattern ENDPOINT = Pattern.compile("endpoint=([^,}]+)");

  private final String name;
  private final Object exporter;
  private final @Nullable ExportHealth health;
  private final Supplier<CompletableResultCode> emptyExport;

  /**
   * @param name of the signal, as in {@code otel.traces.exporter}
   * @param health null where the exporter cannot be watched
   */
  ExporterDestination(
      String name,
      Object exporter,
      @Nullable ExportHealth health,
      Supplier<CompletableResultCode> emptyExport) {
    this.name = name;
    this.exporter = exporter;
    this.health = health;
    this.emptyExport = emptyExport;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String target() {
    String text = exporter.toString();
    int end = text.indexOf('{');
    String type = end < 0 ? text : text.substring(0, end);
    String endpoint = endpoint();
    String target = endpoint == null ? type : endpoint + " (" + type + ')';
    return PrintableText.oneLine(Redaction.text(target), MAX_TARGET);
  }

  @Override
  public long accepted() {
    return health == null ? NOT_COUNTED : health.accepted();
  }

  @Override
  public @Nullable String problem() {
    return health == null ? null : health.problem();
  }

  @Override
  public @Nullable String check() {
    String endpoint = endpoint();
    if (endpoint == null) {
      return problem();
    }
    String problem = connect(endpoint);
    return problem != null ? problem : export();
  }

  /** Says more, and sooner, than an exporter that tries again and again. */
  private static @Nullable String connect(String endpoint) {
    try (Socket socket = new Socket()) {
      URI uri = URI.create(endpoint);
      int port = uri.getPort();
      if (port < 0) {
        port = "https".equals(uri.getScheme()) ? HTTPS : HTTP;
      }
      socket.connect(new InetSocketAddress(uri.getHost(), port), CONNECT_MILLIS);
      return null;
    } catch (IOException | RuntimeException e) {
      return "no connection: " + ExportHealth.describe(e);
    }
  }

  private @Nullable String export() {
    try {
      CompletableResultCode result = emptyExport.get().join(ANSWER_MILLIS, MILLISECONDS);
      if (!result.isDone()) {
        return "no answer within " + ANSWER_MILLIS + " ms";
      }
      return result.isSuccess() ? null : ExportHealth.describe(result.getFailureThrowable());
    } catch (RuntimeException | LinkageError e) {
      return e.toString();
    }
  }

  @Override
  public String healthy() {
    return endpoint() == null ? "is not remote" : "answers";
  }

  @Override
  public String advice() {
    return "Start the collector there, or set OTEL_EXPORTER_OTLP_ENDPOINT and"
        + " OTEL_EXPORTER_OTLP_PROTOCOL to what it listens to; OTEL_"
        + name.toUpperCase(java.util.Locale.ROOT)
        + "_EXPORTER=none switches this signal off.";
  }

  private @Nullable String endpoint() {
    Matcher matcher = ENDPOINT.matcher(exporter.toString());
    return matcher.find() ? matcher.group(1) : null;
  }
}
