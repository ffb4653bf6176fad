package io.moontrace.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.EventLine;
import io.moontrace.error.FirstReports;
import io.moontrace.error.Frame;
import io.moontrace.error.LogEventIds;
import io.moontrace.error.Service;
import io.moontrace.error.StackTextOptions;
import io.moontrace.error.StandaloneSettings;
import io.moontrace.error.TraceIds;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Writes each log event as one JSON line in UTF-8: schema version 1, with the complete error if a
 * throwable was logged. For Logback 1.2 to 1.6, with or without the Moontrace agent.
 *
 * <pre>
 * &lt;encoder class="io.moontrace.logback.ErrorEventEncoder"&gt;
 *   &lt;contextKey&gt;user_id&lt;/contextKey&gt;
 * &lt;/encoder&gt;
 * </pre>
 *
 * Properties are set before {@link #start} and described in {@code docs/logback.md}. {@link
 * #encode} is thread-safe and never throws: an event that cannot be read becomes a line that
 * reports the failure.
 */
public final class ErrorEventEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private final LogbackApi api = LogbackApi.get();
  private final EventFields.Selection selection = new EventFields.Selection();
  private final ServiceSettings serviceSettings = new ServiceSettings();
  private final StackSettings stack = new StackSettings();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final FirstReports reports = new FirstReports();
  private boolean includeCallerData;
  private boolean repeatErrors;

  private Service service = serviceSettings.resolve();
  private StackTextOptions options = StackTextOptions.WHOLE;

  @Override
  public void start() {
    options = stack.options();
    service = serviceSettings.resolve();
    LogEventIds.enableLines();
    if (Service.ofAgent() == null) { // else the agent logs them
      StandaloneSettings.problems().forEach(this::addWarn);
    }
    super.start();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    try {
      return line(event);
    } catch (Throwable t) {
      return failureLine(t);
    }
  }

  private byte[] line(ILoggingEvent event) {
    ErrorReport report = error(event);
    Map<String, String> mdc = event.getMDCPropertyMap();
    TraceIds trace = MdcTrace.of(mdc, report);
    EventFields fields =
        EventFields.of(
            selection, mdc, ScriptContext.of(trace), api.keyValues(event), errorContext(report));
    EventLine line = EventLine.begin();
    api.timestamp(line, event);
    line.level(level(event));
    line.message(message(event, report));
    id(line, event);
    if (report != null) {
      line.exception(report.language());
    }
    line.trace(trace);
    line.service(service);
    if (report != null || !fields.context().isEmpty()) {
      line.context(fields.context());
    }
    line.labels(fields.labels());
    line.tags(api.markers(event));
    if (report != null) {
      line.error(report, isComplete(report, trace) ? options : null);
    }
    line.log(orEmpty(event.getLoggerName()), origin(event, report));
    line.thread(orEmpty(event.getThreadName()));
    return line.end();
  }

  /** The error that was logged with the event, or null. */
  public @Nullable ErrorReport error(ILoggingEvent event) {
    return ProxyReport.of(event.getThrowableProxy());
  }

  /**
   * The business context of the event, without the context of its error.
   *
   * @param traceId empty if there is no trace
   */
  public Map<String, String> context(ILoggingEvent event, String traceId) {
    return EventFields.of(
            selection,
            event.getMDCPropertyMap(),
            ScriptContext.of(traceId),
            api.keyValues(event),
            Collections.emptyMap())
        .context();
  }

  private static void id(EventLine line, ILoggingEvent event) {
    String shared = LogEventIds.forLine(event);
    if (shared == null) {
      line.id();
    } else {
      line.id(shared);
    }
  }

  private boolean isComplete(ErrorReport report, @Nullable TraceIds trace) {
    return repeatErrors || reports.isNew(report, trace);
  }

  private static Map<String, String> errorContext(@Nullable ErrorReport report) {
    return report == null ? Collections.emptyMap() : report.context();
  }

  private static String level(ILoggingEvent event) {
    Level level = event.getLevel();
    return level == null ? Level.INFO.levelStr : level.levelStr;
  }

  /** The message; for an error that was logged without one, that of the error or its type. */
  private static String message(ILoggingEvent event, @Nullable ErrorReport report) {
    String message = orEmpty(event.getFormattedMessage());
    if (!message.isEmpty() || report == null) {
      return message;
    }
    return report.message().isEmpty() ? report.type() : report.message();
  }

  private @Nullable Frame origin(ILoggingEvent event, @Nullable ErrorReport report) {
    if (includeCallerData) {
      StackTraceElement[] caller = event.getCallerData();
      if (caller != null && caller.length > 0) {
        return Frame.java(caller[0]);
      }
    }
    return report == null ? null : report.origin();
  }

  /**
   * A line that reports the failure; empty if even that fails, as with an agent of another version.
   */
  private byte[] failureLine(Throwable failure) {
    String type = failure.getClass().getName();
    if (warned.compareAndSet(false, true)) {
      addWarn("A log event could not be encoded. It is replaced by a line with the cause: " + type);
    }
    try {
      return unreadable(type);
    } catch (Throwable t) {
      return NOTHING;
    }
  }

  /** A minimal line, without any further access to the event. */
  private byte[] unreadable(String cause) {
    return EventLine.begin()
        .timestamp(System.currentTimeMillis())
        .level(Level.WARN.levelStr)
        .message("a log event could not be read: " + cause)
        .id()
        .service(service)
        .log(ErrorEventEncoder.class.getName(), null)
        .thread(Thread.currentThread().getName())
        .end();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  /**
   * A key of the MDC or of a key-value pair that becomes business context; or several, separated by
   * commas.
   */
  public void addContextKey(String keys) {
    selection.addContextKeys(keys);
  }

  /** Whether MDC entries that are not business context become labels. */
  public void setMdcLabels(boolean mdcLabels) {
    selection.setMdcLabels(mdcLabels);
  }

  /**
   * Whether {@code log.origin} is the position of the log statement. This costs a stack trace per
   * event.
   */
  public void setIncludeCallerData(boolean includeCallerData) {
    this.includeCallerData = includeCallerData;
  }

  /**
   * Whether an error is written completely even if this log contains it already in the same trace.
   */
  public void setRepeatErrors(boolean repeatErrors) {
    this.repeatErrors = repeatErrors;
  }

  public void setServiceName(String name) {
    serviceSettings.setName(name);
  }

  public void setServiceVersion(String version) {
    serviceSettings.setVersion(version);
  }

  public void setServiceEnvironment(String environment) {
    serviceSettings.setEnvironment(environment);
  }

  /** Frames of each throwable in {@code error.stack_trace}. */
  public void setMaxDepthPerThrowable(int frames) {
    stack.setMaxDepth(frames);
  }

  /** Characters of {@code error.stack_trace}. */
  public void setMaxLength(int characters) {
    stack.setMaxLength(characters);
  }

  /** A regular expression; frames whose {@code class.method} contains a match are omitted. */
  public void addExclude(String regex) {
    String problem = stack.addExclude(regex);
    if (problem != null) {
      addError("exclude is not a valid regular expression and is ignored: " + problem);
    }
  }

  /** Whether {@code error.stack_trace} begins with the innermost cause. */
  public void setRootCauseFirst(boolean rootCauseFirst) {
    stack.setRootCauseFirst(rootCauseFirst);
  }
}
