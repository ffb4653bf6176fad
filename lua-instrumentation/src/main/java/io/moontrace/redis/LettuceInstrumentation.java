package io.moontrace.redis;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.moontrace.error.RedisScripts;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Instruments the methods that build a command with a script, for each of Lettuce's APIs. */
final class LettuceInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.lettuce.core.RedisCommandBuilder");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        namedOneOf("eval", "scriptLoad", "functionLoad").and(takesArgument(0, byte[].class)),
        getClass().getName() + "$ScriptAdvice");
  }

  @SuppressWarnings("unused")
  public static final class ScriptAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void onEnter(@Advice.Argument(0) byte[] script) {
      RedisScripts.sent(script);
    }

    private ScriptAdvice() {}
  }
}
