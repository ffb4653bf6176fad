package io.moontrace.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.error.ErrorLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logback as an application configures it, with the encoder. Validates each line that it writes.
 */
final class Logging implements AutoCloseable {
  static final String LOGGER = "shop.Orders";

  private static final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

  private Logging(String properties) {
    context.reset();
    context.getStatusManager().clear();
    written.reset();
    String xml =
        """
        <configuration>
          <appender name="LINES" class="%s">
            <encoder class="io.moontrace.logback.ErrorEventEncoder">%s</encoder>
          </appender>
          <logger name="shop" level="TRACE"><appender-ref ref="LINES"/></logger>
          <root level="OFF"/>
        </configuration>
        """
            .formatted(Lines.class.getName(), properties);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    } catch (JoranException e) {
      throw new AssertionError(e);
    }
  }

  /** Configures the encoder with properties as in logback.xml. */
  static Logging with(String... properties) {
    Logging logging = new Logging(String.join("", properties));
    assertThat(logging.problems()).isEmpty();
    return logging;
  }

  /** Like {@link #with}, for properties of which Logback complains. */
  static Logging withInvalid(String... properties) {
    return new Logging(String.join("", properties));
  }

  Logger logger() {
    return LoggerFactory.getLogger(LOGGER);
  }

  LoggerContext context() {
    return context;
  }

  /** The lines since the last call. */
  List<JsonNode> lines() {
    String text = text(written.toByteArray());
    written.reset();
    assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
    return text.lines().map(ErrorLines::valid).toList();
  }

  /** The only line since the last call. */
  JsonNode line() {
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  /** The warnings and errors that Logback reports about its configuration. */
  List<String> problems() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() > Status.INFO)
        .map(Status::getMessage)
        .toList();
  }

  @Override
  public void close() {
    MDC.clear();
    context.reset();
  }

  private static String text(byte[] utf8) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("no UTF-8", e);
    }
  }

  /** An appender of the same kind as FileAppender and ConsoleAppender. */
  public static final class Lines extends OutputStreamAppender<ILoggingEvent> {
    @Override
    public void start() {
      setOutputStream(written);
      super.start();
    }
  }
}
