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
 * The encoder that no logback.xml names, as the settings of the agent want it. One for each place
 * the lines go to, which each has to hear of an error once.
 */
final class AgentEncoder {
  /** Encoders of the application that are remembered: as many as it has appenders, or more. */
  private static final int REMEMBERED = 1024;

  private static final ErrorEventEncoder ofShade = create();
  private static final WeakIdentityMap<Encoder<?>, ErrorEventEncoder> replacing =
      new WeakIdentityMap<>(REMEMBERED);

  /** The event as one line for the file beside the plain log. Throws nothing. */
  static byte[] encode(ILoggingEvent event) {
    return ofShade.encode(event);
  }

  /** The event as one line for where the other encoder would have written it. Throws nothing. */
  static byte[] encodeInsteadOf(Encoder<?> other, ILoggingEvent event) {
    ErrorEventEncoder encoder = replacing.get(other);
    if (encoder == null) {
      encoder = replacing.putIfAbsent(other, create());
    }
    return encoder.encode(event);
  }

  /** What was logged with the event; null where nothing was. */
  static @Nullable ErrorReport error(ILoggingEvent event) {
    return ofShade.error(event);
  }

  /** The business context of the event, in the trace. */
  static Map<String, String> context(ILoggingEvent event, String traceId) {
    return ofShade.context(event, traceId);
  }

  private static ErrorEventEncoder create() {
    ErrorEventEncoder encoder = new ErrorEventEncoder();
    // without a context Logback prints a complaint to standard output
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
