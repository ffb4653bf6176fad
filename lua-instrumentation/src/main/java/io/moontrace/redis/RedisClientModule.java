package io.moontrace.redis;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.none;

import io.moontrace.config.BootstrapClasses;
import io.moontrace.config.Setting;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Instruments one class of one client. */
abstract class RedisClientModule extends InstrumentationModule {
  private final String requiredClass;
  private final TypeInstrumentation instrumentation;

  /**
   * @param name the instrumentation can be disabled by
   * @param requiredClass a class that only the versions have that can be instrumented
   */
  RedisClientModule(String name, String requiredClass, TypeInstrumentation instrumentation) {
    super("moontrace-redis", name);
    this.requiredClass = requiredClass;
    this.instrumentation = instrumentation;
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return BootstrapClasses.provide() && Setting.REDIS.flag()
        ? hasClassesNamed(requiredClass)
        : none();
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.moontrace.redis.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return Collections.singletonList(instrumentation);
  }
}
