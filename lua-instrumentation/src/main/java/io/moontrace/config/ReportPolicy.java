package io.moontrace.config;

import static java.util.logging.Level.FINE;

import com.google.auto.service.AutoService;
import io.moontrace.bootstrap.ContextKeys;
import io.moontrace.bootstrap.LuaSources;
import io.moontrace.bootstrap.RuntimeSettings;
import io.moontrace.bootstrap.SourceMap;
import io.moontrace.bootstrap.SuspendedFrames;
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
    RuntimeSettings.setLocals(Setting.LOCALS.flag());
    RuntimeSettings.setModules(Setting.LUA_MODULES.flag());
    RuntimeSettings.setRedis(Setting.REDIS.flag());
    RuntimeSettings.setHandledErrors(Setting.HANDLED.flag());
    ReportLimiter.setHandledInterval(Setting.HANDLED_INTERVAL.duration().toNanos());
    ReportLimiter.setMaxPerMinute(Setting.ERRORS_MAX_PER_MINUTE.number());
    RuntimeSettings.setSourceLines(Setting.SOURCE_LINES.number());
    RuntimeSettings.setSourceMap(SourceMap.of(Setting.SOURCE_MAP.list()));
    LuaSources.setReader(LuaFiles::read);
    ContextKeys.allow(Setting.CONTEXT_BAGGAGE.list(), Setting.CONTEXT_MDC.list());
    letReadSuspendedFrames();
    SettingsReport.logProblems();
  }

  /** Before any other that may touch a report: {@link ReportLimits}. */
  @Override
  public int order() {
    return Integer.MIN_VALUE;
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
