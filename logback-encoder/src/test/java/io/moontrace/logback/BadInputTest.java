package io.moontrace.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.error.ErrorLines;
import io.moontrace.error.Limits;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** Whatever the encoder receives becomes one valid line. */
class BadInputTest {
  private static final boolean IS_1_5_OR_LATER =
      System.getProperty("moontrace.test.logback").matches("1\\.[5-9]\\..*");

  /** How Logback itself fails while it inspects a hostile throwable; null if it logs it. */
  private static Class<? extends Throwable> failureOfLogback(Hostile hostile) {
    return switch (hostile) {
      case MESSAGE_THROWS, CAUSE_THROWS, STACK_THROWS -> IllegalStateException.class;
      case MESSAGE_RECURSES, CAUSE_IS_ALWAYS_NEW, TOO_MANY_CAUSES -> StackOverflowError.class;
      // 1.5 also calls toString and no longer fails at null elements
      case TO_STRING_THROWS -> IS_1_5_OR_LATER ? IllegalStateException.class : null;
      case STACK_HOLDS_NULL -> IS_1_5_OR_LATER ? null : IllegalArgumentException.class;
      default -> null;
    };
  }

  @ParameterizedTest
  @EnumSource
  void hostileThrowables(Hostile hostile) {
    Throwable error = hostile.throwable();
    try (Logging logging = Logging.with()) {
      Throwable thrown = catchThrowable(() -> logging.logger().error("m", error));

      Class<? extends Throwable> expected = failureOfLogback(hostile);
      if (expected == null) {
        assertThat(thrown).isNull();
        JsonNode line = logging.line();
        assertThat(line.at("/error/id").asText()).isNotEmpty();
        assertThat(line.toString().length()).isLessThan(1_000_000);
      } else {
        assertThat(thrown).as("before the encoder is called").isInstanceOf(expected);
        assertThat(logging.lines()).isEmpty();
      }
    }
  }

  @Test
  void manyCausesAreTruncated() {
    try (Logging logging = Logging.with()) {
      logging.logger().error("m", Hostile.MANY_CAUSES.throwable());
      assertThat(logging.line().at("/error/causes")).hasSize(Limits.CAUSES);
    }
  }

  @Test
  void framesAreTruncated() {
    Throwable error = Hostile.STACK_IS_HUGE.throwable();
    for (int i = 0; i < 5; i++) {
      error.addSuppressed(Hostile.STACK_IS_HUGE.throwable());
    }
    try (Logging logging = Logging.with()) {
      logging.logger().error("m", error);
      JsonNode line = logging.line();
      assertThat(line.at("/error/frames")).hasSize(Limits.FRAMES);
      assertThat(line.at("/error/causes").findValues("frames").stream().mapToInt(JsonNode::size))
          .containsExactly(Limits.FRAMES, Limits.FRAMES, 0, 0, 0);
    }
  }

  @Test
  void circularCausesEnd() {
    try (Logging logging = Logging.with()) {
      logging.logger().error("m", Hostile.CAUSES_IN_A_CIRCLE.throwable());
      JsonNode causes = logging.line().at("/error/causes");
      assertThat(causes).hasSize(1);
      assertThat(causes.at("/0/message").asText()).isEqualTo("second");
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostileTexts(HostileText hostile) {
    try (Logging logging = Logging.with("<mdcLabels>true</mdcLabels>")) {
      MDC.put(hostile.text(), hostile.text());
      logging.logger().info("{}", hostile.text());
      JsonNode line = logging.line();
      assertThat(line.get("message").asText()).isEqualTo(hostile.asOneLine());
      assertThat(line.toString().length()).isLessThan(40_000);
    }
  }

  @Test
  void mdcWithNull() {
    try (Logging logging = Logging.with("<mdcLabels>true</mdcLabels>")) {
      MDC.put("empty", null);
      MDC.put("full", "x");
      logging.logger().info("m");
      assertThat(logging.line().get("labels")).hasToString("{\"full\":\"x\"}");
    }
  }

  @Test
  void argumentsThatThrow() {
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException();
          }
        };
    try (Logging logging = Logging.with()) {
      logging.logger().info("{}", hostile);
      assertThat(logging.line().get("message").asText()).isEqualTo("[FAILED toString()]");
    }
  }

  @Test
  void anEmptyEvent() {
    JsonNode line = encoded(event((proxy, method, args) -> emptyValue(method.getReturnType())));
    assertThat(line.get("@timestamp").asText()).isEqualTo("1970-01-01T00:00:00.000000Z");
    assertThat(line.get("log.level").asText()).isEqualTo("INFO");
    assertThat(line.get("message").asText()).isEmpty();
    assertThat(line.at("/log/logger").asText()).isEqualTo("?");
  }

  @Test
  void anEventThatThrows() {
    JsonNode line =
        encoded(
            event(
                (proxy, method, args) -> {
                  throw new IllegalStateException();
                }));
    assertThat(line.get("message").asText())
        .isEqualTo("a log event could not be read: java.lang.IllegalStateException");
    assertThat(line.at("/log/logger").asText()).isEqualTo(ErrorEventEncoder.class.getName());
  }

  @Test
  void anEmptyError() {
    IThrowableProxy error = proxy(Map.of());
    assertThat(encoded(event(error)).at("/error/type").asText()).isEqualTo("?");
  }

  @Test
  void anErrorWithEndlessCauses() {
    assertThat(encoded(event(endless())).at("/error/causes")).hasSize(Limits.CAUSES);
  }

  @Test
  void anEncoderThatWasNotStarted() {
    assertThatCode(() -> new ErrorEventEncoder().encode(event(proxy(Map.of()))))
        .doesNotThrowAnyException();
  }

  /** A throwable with a cause and two suppressed ones, which again have a cause, and so on. */
  private static IThrowableProxy endless() {
    return (IThrowableProxy)
        proxy(
            IThrowableProxy.class,
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getCause" -> endless();
                  case "getSuppressed" -> new IThrowableProxy[] {endless(), null, endless()};
                  default -> emptyValue(method.getReturnType());
                });
  }

  private static JsonNode encoded(ILoggingEvent event) {
    ErrorEventEncoder encoder = new ErrorEventEncoder();
    encoder.start();
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
    assertThat(line).endsWith("\n");
    return ErrorLines.valid(line.substring(0, line.length() - 1));
  }

  private static ILoggingEvent event(InvocationHandler handler) {
    return (ILoggingEvent) proxy(ILoggingEvent.class, handler);
  }

  private static ILoggingEvent event(IThrowableProxy error) {
    return event(
        (proxy, method, args) ->
            method.getName().equals("getThrowableProxy")
                ? error
                : emptyValue(method.getReturnType()));
  }

  private static IThrowableProxy proxy(Map<String, Object> answers) {
    return (IThrowableProxy)
        proxy(
            IThrowableProxy.class,
            (proxy, method, args) ->
                answers.getOrDefault(method.getName(), emptyValue(method.getReturnType())));
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static Object emptyValue(Class<?> type) {
    if (type == long.class) {
      return 0L;
    }
    return type == int.class ? (Object) 0 : type == boolean.class ? false : null;
  }
}
