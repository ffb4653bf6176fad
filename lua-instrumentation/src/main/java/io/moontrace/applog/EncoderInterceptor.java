package io.moontrace.applog;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAware;
import io.moontrace.bootstrap.ApplicationLog;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Intercepts the calls from an appender to its encoder. If the encoder writes log events as plain
 * text, the agent's encoder is called instead; any other encoder, such as one that writes JSON, is
 * called unchanged.
 */
public final class EncoderInterceptor {
  private static final byte[] NOTHING = {};
  private static final String PLAIN = "text/plain";

  /**
   * Called by woven code instead of the method of that name. Propagates exceptions of the encoder.
   */
  public static byte[] encode(Encoder<Object> encoder, Object event) {
    byte[] line = event instanceof ILoggingEvent ? line(encoder, (ILoggingEvent) event) : null;
    return line != null ? line : encoder.encode(event);
  }

  /**
   * Called by woven code instead of the method of that name. Propagates exceptions of the encoder.
   */
  public static byte @Nullable [] headerBytes(Encoder<Object> encoder) {
    return isOfApplicationLog(encoder) && isReplaced(encoder) ? NOTHING : encoder.headerBytes();
  }

  /**
   * Called by woven code instead of the method of that name. Propagates exceptions of the encoder.
   */
  public static byte @Nullable [] footerBytes(Encoder<Object> encoder) {
    return isOfApplicationLog(encoder) && isReplaced(encoder) ? NOTHING : encoder.footerBytes();
  }

  /** Does nothing; see {@link AppenderInstrumentation}. */
  public static void touch(@Nullable Encoder<?> encoder) {}

  private static byte @Nullable [] line(Encoder<Object> encoder, ILoggingEvent event) {
    try {
      return isReplaced(encoder) ? AgentEncoder.encodeInsteadOf(encoder, event) : null;
    } catch (Throwable t) {
      return null;
    }
  }

  private static boolean isReplaced(Encoder<Object> encoder) {
    try {
      return encoder instanceof LayoutWrappingEncoder
          && ApplicationLog.isReplaced()
          && isPlain(((LayoutWrappingEncoder<Object>) encoder).getLayout());
    } catch (Throwable t) {
      return false;
    }
  }

  /** Whether the encoder belongs to the application's log, not to Logback's access log. */
  private static boolean isOfApplicationLog(Encoder<Object> encoder) {
    return encoder instanceof LayoutWrappingEncoder
        && ((ContextAware) encoder).getContext() instanceof LoggerContext;
  }

  private static boolean isPlain(@Nullable Layout<?> layout) {
    if (layout == null || !PLAIN.equals(layout.getContentType())) {
      return false;
    }
    String name = layout.getClass().getName();
    return name.startsWith("ch.qos.logback.classic.") || !isJson(name.toLowerCase(Locale.ROOT));
  }

  /** Recognises JSON layouts that do not declare a JSON content type. */
  private static boolean isJson(String name) {
    return name.contains("json") || name.contains("logstash");
  }

  private EncoderInterceptor() {}
}
