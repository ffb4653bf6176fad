package io.moontrace.export;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/**
 * {@code otel.traces.exporter=terminal}: prints each trace as a tree to the standard output, with
 * the stacks of its errors. Meant for interactive use; it has no settings.
 */
@AutoService(ConfigurableSpanExporterProvider.class)
public final class TerminalSpanExporterProvider implements ConfigurableSpanExporterProvider {
  /** System properties with the encoding of {@code System.out}; the first that is set is used. */
  private static final String[] ENCODINGS = {
    "stdout.encoding", "sun.stdout.encoding", "native.encoding"
  };

  @Override
  public String getName() {
    return "terminal";
  }

  @Override
  public SpanExporter createExporter(ConfigProperties config) {
    return new TerminalSpanExporter(System.out, new TerminalTree(hasBoxLines(charset())));
  }

  static boolean hasBoxLines(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode("├└│─");
  }

  private static Charset charset() {
    for (String encoding : ENCODINGS) {
      String name = System.getProperty(encoding);
      if (name != null) {
        try {
          return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
          // Not known to Java: try the next property.
        }
      }
    }
    return Charset.defaultCharset();
  }
}
