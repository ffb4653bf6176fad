package io.moontrace.redis;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.redisson.client.protocol.RedisCommand;

/** Instruments the constructor to which every command is passed, in batches, too. */
final class RedissonInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.redisson.client.protocol.CommandData");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isConstructor()
            .and(takesArguments(5))
            .and(takesArgument(3, named("org.redisson.client.protocol.RedisCommand")))
            .and(takesArgument(4, Object[].class)),
        getClass().getName() + "$CommandAdvice");
  }

  @SuppressWarnings("unused")
  public static final class CommandAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void onExit(
        @Advice.Argument(3) RedisCommand<?> command, @Advice.Argument(4) Object[] arguments) {
      RedissonScripts.sent(command, arguments);
    }

    private CommandAdvice() {}
  }
}
