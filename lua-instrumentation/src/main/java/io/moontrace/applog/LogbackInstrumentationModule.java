package io.moontrace.applog;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.none;

import com.google.auto.service.AutoService;
import io.moontrace.bootstrap.LogStatement;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.config.LogbackMode;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Instruments Logback 1.2 and later, whether or not the application uses LuaJ. */
@AutoService(InstrumentationModule.class)
public final class LogbackInstrumentationModule extends InstrumentationModule {

  public LogbackInstrumentationModule() {
    super("moontrace-logback");
  }

  /** Makes our advice enclose that of the agent's own instrumentation of the same methods. */
  @Override
  public int order() {
    return -1;
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return BootstrapClasses.provide() && isEnabled()
        ? hasClassesNamed("ch.qos.logback.classic.Logger")
        : none();
  }

  private static boolean isEnabled() {
    return LogbackMode.get() != LogbackMode.OFF || LogStatement.isEnabled();
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.moontrace.applog.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return Arrays.asList(
        new LoggerInstrumentation(),
        new LoggerContextInstrumentation(),
        new AppenderInstrumentation());
  }
}
