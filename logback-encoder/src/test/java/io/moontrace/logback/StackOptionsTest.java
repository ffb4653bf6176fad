package io.moontrace.logback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The options with the same names as in logstash-logback-encoder. */
class StackOptionsTest {

  @Test
  void theCompleteStack() {
    assertThat(text())
        .isEqualTo(
            """
            java.lang.IllegalStateException: outer
            \tat shop.A.a(A.java:1)
            \tat shop.Lib.b(Lib.java:2)
            \tat shop.Lib.c(Lib.java:3)
            \tat shop.Main.main(Main.java:9)
            Suppressed: java.lang.IllegalArgumentException: suppressed
            \tat shop.S.s(S.java:6)
            \t... 1 more
            Caused by: java.lang.RuntimeException: inner
            \tat shop.Lib.b(Lib.java:5)
            \tat shop.B.b(B.java:7)
            \t... 1 more
            """);
  }

  @Test
  void maxDepthPerThrowable() {
    assertThat(text("<maxDepthPerThrowable>1</maxDepthPerThrowable>"))
        .isEqualTo(
            """
            java.lang.IllegalStateException: outer
            \tat shop.A.a(A.java:1)
            \t... 3 frames truncated
            Suppressed: java.lang.IllegalArgumentException: suppressed
            \tat shop.S.s(S.java:6)
            \t... 1 more
            Caused by: java.lang.RuntimeException: inner
            \tat shop.Lib.b(Lib.java:5)
            \t... 1 frames truncated
            \t... 1 more
            """);
  }

  @Test
  void exclude() {
    assertThat(text("<exclude>^shop\\.Lib\\.</exclude><exclude>Main.main$</exclude>"))
        .isEqualTo(
            """
            java.lang.IllegalStateException: outer
            \tat shop.A.a(A.java:1)
            \t... 3 frames excluded
            Suppressed: java.lang.IllegalArgumentException: suppressed
            \tat shop.S.s(S.java:6)
            \t... 1 more
            Caused by: java.lang.RuntimeException: inner
            \t... 1 frames excluded
            \tat shop.B.b(B.java:7)
            \t... 1 more
            """);
  }

  @Test
  void rootCauseFirst() {
    assertThat(text("<rootCauseFirst>true</rootCauseFirst>"))
        .isEqualTo(
            """
            java.lang.RuntimeException: inner
            \tat shop.Lib.b(Lib.java:5)
            \tat shop.B.b(B.java:7)
            \t... 1 more
            Wrapped by: java.lang.IllegalStateException: outer
            \tat shop.A.a(A.java:1)
            \tat shop.Lib.b(Lib.java:2)
            \tat shop.Lib.c(Lib.java:3)
            \tat shop.Main.main(Main.java:9)
            Suppressed: java.lang.IllegalArgumentException: suppressed
            \tat shop.S.s(S.java:6)
            \t... 1 more
            """);
  }

  @Test
  void maxLengthTruncatesAfterACompleteLine() {
    String first = "java.lang.IllegalStateException: outer\n\tat shop.A.a(A.java:1)\n";
    assertThat(text("<maxLength>80</maxLength>")).isEqualTo(first);
    assertThat(text("<maxLength>" + first.length() + "</maxLength>")).isEqualTo(first);
    assertThat(text("<maxLength>20</maxLength>")).isEqualTo("java.lang.IllegalS…\n");
  }

  @Test
  void noLimitAtAll() {
    assertThat(text("<maxLength>-1</maxLength><maxDepthPerThrowable>0</maxDepthPerThrowable>"))
        .isEqualTo(text());
  }

  @Test
  void theStructuredFramesAreComplete() {
    try (Logging logging =
        Logging.with("<maxDepthPerThrowable>1</maxDepthPerThrowable><exclude>.</exclude>")) {
      logging.logger().error("m", error());
      assertThat(logging.line().at("/error/frames")).hasSize(4);
    }
  }

  @Test
  void anInvalidPatternIsReportedAndIgnored() {
    try (Logging logging = Logging.withInvalid("<exclude>(</exclude>")) {
      assertThat(logging.problems())
          .singleElement()
          .asString()
          .startsWith("exclude is not a valid regular expression and is ignored: ");
      logging.logger().error("m", error());
      assertThat(logging.line().at("/error/stack_trace").asText()).isEqualTo(text());
    }
  }

  private static String text(String... properties) {
    try (Logging logging = Logging.with(properties)) {
      logging.logger().error("m", error());
      return logging.line().at("/error/stack_trace").asText();
    }
  }

  private static Throwable error() {
    StackTraceElement main = frame("Main", "main", 9);
    Throwable inner = new RuntimeException("inner");
    inner.setStackTrace(new StackTraceElement[] {frame("Lib", "b", 5), frame("B", "b", 7), main});
    Throwable suppressed = new IllegalArgumentException("suppressed");
    suppressed.setStackTrace(new StackTraceElement[] {frame("S", "s", 6), main});
    Throwable outer = new IllegalStateException("outer", inner);
    outer.addSuppressed(suppressed);
    outer.setStackTrace(
        new StackTraceElement[] {
          frame("A", "a", 1), frame("Lib", "b", 2), frame("Lib", "c", 3), main
        });
    return outer;
  }

  private static StackTraceElement frame(String type, String method, int line) {
    return new StackTraceElement("shop." + type, method, type + ".java", line);
  }
}
