package io.moontrace.applog;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.moontrace.bootstrap.ApplicationLog;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Detects events for which there is no appender, which are not part of the log. */
final class LoggerContextInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("ch.qos.logback.classic.LoggerContext");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("noAppenderDefinedWarning"), getClass().getName() + "$NoAppenderAdvice");
  }

  /** Runs right before {@code callAppenders} ends. */
  @SuppressWarnings("unused")
  public static final class NoAppenderAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void onEnter() {
      ApplicationLog.setSilent();
    }

    private NoAppenderAdvice() {}
  }
}
