package io.moontrace.applog;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.moontrace.bootstrap.LogStatement;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Instruments the method through which every event passes that no level or turbo filter has
 * dropped.
 */
final class LoggerInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("ch.qos.logback.classic.Logger");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("callAppenders").and(takesArguments(1)), getClass().getName() + "$AppendAdvice");
  }

  /**
   * The entry runs before other advice, so that instrumentations that make a record of the event
   * find the current statement. The exit runs after the application's appenders, which therefore
   * see an untouched event.
   */
  @SuppressWarnings("unused")
  public static final class AppendAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable LogStatement onEnter(@Advice.Argument(0) ILoggingEvent event) {
      return LogStatements.begin(event);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void onExit(
        @Advice.Enter @Nullable LogStatement statement,
        @Advice.This Logger logger,
        @Advice.Argument(0) ILoggingEvent event) {
      if (statement != null) {
        statement.end();
      }
      ShadeAppender.append(logger, event);
    }

    private AppendAdvice() {}
  }
}
