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

/** Finds the file of the application's plain log. */
final class PlainLogFile {
  /** Nesting depth of appenders that is searched. */
  private static final int MAX_DEPTH = 4;

  /**
   * The file of the first file appender, beginning with those of the root logger; null if there is
   * none.
   */
  static @Nullable File of(LoggerContext context) {
    for (Logger logger : context.getLoggerList()) {
      File file = in(logger.iteratorForAppenders(), MAX_DEPTH);
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

  @SuppressWarnings("unchecked") // nested appenders take the same events
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
