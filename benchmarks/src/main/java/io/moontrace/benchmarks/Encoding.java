package io.moontrace.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import co.elastic.logging.logback.EcsEncoder;
import io.moontrace.logback.ErrorEventEncoder;
import net.logstash.logback.encoder.LogstashEncoder;

/** The compared encoders of JSON lines, configured to write the same content. */
public enum Encoding {
  MOONTRACE {
    @Override
    Encoder<ILoggingEvent> encoder() {
      ErrorEventEncoder encoder = new ErrorEventEncoder();
      encoder.setServiceName("orders");
      encoder.addContextKey("user_id");
      encoder.setRepeatErrors(true);
      return encoder;
    }
  },
  LOGSTASH {
    @Override
    Encoder<ILoggingEvent> encoder() {
      LogstashEncoder encoder = new LogstashEncoder();
      encoder.setCustomFields("{\"service.name\":\"orders\"}");
      return encoder;
    }
  },
  ECS {
    @Override
    Encoder<ILoggingEvent> encoder() {
      EcsEncoder encoder = new EcsEncoder();
      encoder.setServiceName("orders");
      return encoder;
    }
  };

  abstract Encoder<ILoggingEvent> encoder();

  /** A started encoder. */
  Encoder<ILoggingEvent> encoder(LoggerContext context) {
    Encoder<ILoggingEvent> encoder = encoder();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
