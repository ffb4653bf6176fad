package io.moontrace.applog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ContextBase;
import io.moontrace.applog.encoder.ErrorEventEncoder;
import io.moontrace.bootstrap.ApplicationLog;
import io.moontrace.bootstrap.ContextKeys;

/** The encoder that no logback.xml names, as the settings of the agent want it. */
final class AgentEncoder {
  private static final ErrorEventEncoder encoder = create();

  /** The event as one line, with its line break. Throws nothing. */
  static byte[] encode(ILoggingEvent event) {
    return encoder.encode(event);
  }

  private static ErrorEventEncoder create() {
    ErrorEventEncoder encoder = new ErrorEventEncoder();
    // without a context Logback prints a complaint to standard output
    encoder.setContext(new ContextBase());
    for (String key : ContextKeys.mdc()) {
      encoder.addContextKey(key);
    }
    encoder.setMdcLabels(ApplicationLog.hasMdcLabels());
    encoder.start();
    return encoder;
  }

  private AgentEncoder() {}
}
