package io.moontrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that the compared encoders write the same content. */
class EncodingTest {

  @ParameterizedTest
  @EnumSource
  void allWriteTheSameContent(Encoding encoding) {
    LogEvents.Source source = new LogEvents.Source();
    Encoder<ILoggingEvent> encoder = encoding.encoder(source.context());

    String plain = new String(encoder.encode(source.plain().next()), UTF_8);
    assertThat(plain)
        .contains("order 0 of ada was taken", "OrderService", "http-nio-8080-exec-7", "ada")
        .contains("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "orders", "INFO")
        .endsWith("\n");
    String failing = new String(encoder.encode(source.failing().next()), UTF_8);
    assertThat(failing)
        .contains("order 0 of ada failed", "no stock left for order 0")
        .contains("java.lang.IllegalStateException")
        .contains("at io.moontrace.shop.orders.Step0.handleRequest0(Step0.java:40)")
        .contains("at org.apache.catalina.core.Valve29.handleRequest29(Valve29.java:69)");
    assertThat(failing.lines()).hasSize(1);
  }
}
