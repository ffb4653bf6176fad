package io.moontrace.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endless cycle of log events. There are so many that caches of an encoder by the identity of a
 * throwable never hit.
 */
final class LogEvents {
  private static final int COUNT = 1 << 14;
  private static final int FRAMES = 30;

  private final ILoggingEvent[] events;
  private int next;

  private LogEvents(ILoggingEvent[] events) {
    this.events = events;
  }

  ILoggingEvent next() {
    return events[next++ & (COUNT - 1)];
  }

  /** Creates events like those of a web shop. */
  static final class Source {
    private static final Map<String, String> MDC =
        Map.of(
            "trace_id", "4bf92f3577b34da6a3ce929d0e0e4736",
            "span_id", "00f067aa0ba902b7",
            "trace_flags", "01",
            "user_id", "ada");

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("io.moontrace.shop.orders.OrderService");
    private final StackTraceElement[] calls = calls();

    Source() {
      context.setMDCAdapter(new LogbackMDCAdapter());
    }

    LoggerContext context() {
      return context;
    }

    LogEvents plain() {
      ILoggingEvent[] events = new ILoggingEvent[COUNT];
      for (int i = 0; i < COUNT; i++) {
        events[i] = event(i, Level.INFO, "order {} of {} was taken", null);
      }
      return new LogEvents(events);
    }

    LogEvents failing() {
      ILoggingEvent[] events = new ILoggingEvent[COUNT];
      for (int i = 0; i < COUNT; i++) {
        Throwable error = new IllegalStateException("no stock left for order " + i);
        error.setStackTrace(stack());
        events[i] = event(i, Level.ERROR, "order {} of {} failed", error);
      }
      return new LogEvents(events);
    }

    private LoggingEvent event(int i, Level level, String message, @Nullable Throwable error) {
      LoggingEvent event =
          new LoggingEvent(
              Source.class.getName(), logger, level, message, error, new Object[] {i, "ada"});
      event.setThreadName("http-nio-8080-exec-7");
      event.setMDCPropertyMap(MDC);
      event.getFormattedMessage();
      return event;
    }

    /** A stack as the JVM creates it: new elements with shared names. */
    private StackTraceElement[] stack() {
      StackTraceElement[] stack = new StackTraceElement[FRAMES];
      for (int i = 0; i < FRAMES; i++) {
        StackTraceElement call = calls[i];
        stack[i] =
            new StackTraceElement(
                call.getClassName(),
                call.getMethodName(),
                call.getFileName(),
                call.getLineNumber());
      }
      return stack;
    }

    private static StackTraceElement[] calls() {
      StackTraceElement[] calls = new StackTraceElement[FRAMES];
      for (int i = 0; i < FRAMES; i++) {
        String owner = i < 12 ? "io.moontrace.shop.orders.Step" : "org.apache.catalina.core.Valve";
        calls[i] =
            new StackTraceElement(
                owner + i, "handleRequest" + i, (i < 12 ? "Step" : "Valve") + i + ".java", 40 + i);
      }
      return calls;
    }
  }
}
