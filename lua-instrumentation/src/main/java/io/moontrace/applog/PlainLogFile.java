package io.moontrace.applog;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.io.File;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Where the application writes its plain log. */
final class PlainLogFile {
  /** Appenders within appenders that are looked into. */
  private static final int DEPTH = 4;

  /** The file of the first file appender, that of the root logger before others; null: none. */
  static @Nullable File of(LoggerContext context) {
    for (Logger logger : context.getLoggerList()) {
      File file = in(logger.iteratorForAppenders(), DEPTH);
      if (file != null) {
        return file;
      }
    }
    return null;
  }

  private static @Nullable File in(Iterator<Appender<ILoggingEvent>> appenders, int depth) {
    while (appenders.hasNext()) {
      File file = file(appenders.next(), depth);
      if (file != null) {
        return file;
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked") // what is attached to an appender takes what the appender takes
  private static @Nullable File file(Appender<ILoggingEvent> appender, int depth) {
    if (appender instanceof FileAppender) {
      String name = ((FileAppender<ILoggingEvent>) appender).getFile();
      return name == null ? null : new File(name);
    }
    return appender instanceof AppenderAttachable && depth > 0
        ? in(((AppenderAttachable<ILoggingEvent>) appender).iteratorForAppenders(), depth - 1)
        : null;
  }

  private PlainLogFile() {}
}
