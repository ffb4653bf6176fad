package io.moontrace.config;

import static java.util.logging.Level.FINE;
import static java.util.logging.Level.WARNING;

import com.google.auto.service.AutoService;
import io.moontrace.bootstrap.ContextKeys;
import io.moontrace.bootstrap.LuaSources;
import io.moontrace.bootstrap.RuntimeSettings;
import io.moontrace.bootstrap.SourceMap;
import io.moontrace.bootstrap.SuspendedFrames;
import io.moontrace.error.Limits;
import io.moontrace.error.ReportLimiter;
import io.opentelemetry.javaagent.bootstrap.InstrumentationHolder;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;

/** Tells woven code what the settings say, before the program starts. */
@AutoService(AgentListener.class)
public final class ReportPolicy implements AgentListener {
  private static final Logger logger = Logger.getLogger(ReportPolicy.class.getName());

  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    if (!BootstrapClasses.provide()) {
      return;
    }
    ReportLimits.choose();
    ReportRedaction.choose();
    each(() -> RuntimeSettings.setLocals(Setting.LOCALS.flag()));
    each(() -> RuntimeSettings.setModules(Setting.LUA_MODULES.flag()));
    each(() -> RuntimeSettings.setHandledErrors(Setting.HANDLED.flag()));
    each(() -> ReportLimiter.setHandledInterval(Setting.HANDLED_INTERVAL.duration().toNanos()));
    each(
        () ->
            ReportLimiter.setMaxPerMinute(
                Setting.ERRORS_MAX_PER_MINUTE.numberUpTo(Integer.MAX_VALUE)));
    each(
        () ->
            RuntimeSettings.setSourceLines(Setting.SOURCE_LINES.numberUpTo(Limits.SOURCE_AROUND)));
    each(ReportPolicy::readSourceMap);
    LuaSources.setReader(LuaFiles::read);
    ContextKeys.allow(Setting.CONTEXT_BAGGAGE.list(), Setting.CONTEXT_MDC.list());
    letReadSuspendedFrames();
  }

  private static void readSourceMap() {
    try {
      RuntimeSettings.setSourceMap(SourceMap.of(Setting.SOURCE_MAP.list()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Setting.SOURCE_MAP.key() + ": " + e.getMessage(), e);
    }
  }

  /** Before any other that may touch a report: {@link ReportLimits}. */
  @Override
  public int order() {
    return Integer.MIN_VALUE;
  }

  /** One that is wrong does not keep the others from being read. */
  static void each(Runnable setting) {
    try {
      setting.run();
    } catch (IllegalArgumentException e) {
      logger.log(WARNING, "{0}; the default is taken", e.getMessage());
    }
  }

  /** Opens a class of the JDK to one class of ours: no flag of the program is needed. */
  private static void letReadSuspendedFrames() {
    Instrumentation instrumentation = InstrumentationHolder.getInstrumentation();
    try {
      Method getModule = Class.class.getMethod("getModule");
      Class<?> module = Class.forName("java.lang.Module");
      Instrumentation.class
          .getMethod(
              "redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
          .invoke(
              instrumentation,
              getModule.invoke(Object.class),
              Collections.emptySet(),
              Collections.emptyMap(),
              Collections.singletonMap(
                  "java.lang", Collections.singleton(getModule.invoke(SuspendedFrames.class))),
              Collections.emptySet(),
              Collections.emptyMap());
      SuspendedFrames.open();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // Java 8, or one that has given up the class
      logger.log(FINE, "Frames outside of a catch are shown without lines", e);
    }
  }
}
