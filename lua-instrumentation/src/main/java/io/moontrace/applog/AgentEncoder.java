package io.moontrace.applog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.Encoder;
import io.moontrace.applog.encoder.ErrorEventEncoder;
import io.moontrace.bootstrap.ApplicationLog;
import io.moontrace.bootstrap.ContextKeys;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.WeakIdentityMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The encoders that the agent itself uses, configured by its settings. There is one per
 * destination, because each destination gets every error completely once. Thread-safe.
 */
final class AgentEncoder {
  /** Encoders of the application that are remembered, more than it has appenders. */
  private static final int REMEMBERED = 1024;

  private static final ErrorEventEncoder shade = create();
  private static final WeakIdentityMap<Encoder<?>, ErrorEventEncoder> replacements =
      new WeakIdentityMap<>(REMEMBERED);

  /** The event as one line for the file beside the plain log. Never throws. */
  static byte[] encode(ILoggingEvent event) {
    return shade.encode(event);
  }

  /** The event as one line in place of the output of the other encoder. Never throws. */
  static byte[] encodeInsteadOf(Encoder<?> other, ILoggingEvent event) {
    ErrorEventEncoder encoder = replacements.get(other);
    if (encoder == null) {
      encoder = replacements.putIfAbsent(other, create());
    }
    return encoder.encode(event);
  }

  /** The error that was logged with the event, or null. */
  static @Nullable ErrorReport error(ILoggingEvent event) {
    return shade.error(event);
  }

  /** The business context of the event in a trace. */
  static Map<String, String> context(ILoggingEvent event, String traceId) {
    return shade.context(event, traceId);
  }

  private static ErrorEventEncoder create() {
    ErrorEventEncoder encoder = new ErrorEventEncoder();
    // without a context, Logback prints a warning to standard output
    encoder.setContext(new ContextBase());
    for (String key : ContextKeys.mdc()) {
      encoder.addContextKey(key);
    }
    encoder.setMdcLabels(ApplicationLog.hasMdcLabels());
    if (ApplicationLog.isReplaced() || ApplicationLog.shade() != null) {
      encoder.start();
    }
    return encoder;
  }

  private AgentEncoder() {}
}
