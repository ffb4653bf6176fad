package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.moontrace.bootstrap.LuaBoundary;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** A coroutine runs on a thread of its own, but inside the entry of whoever resumes it. */
final class CoroutineInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.LuaThread$State");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(named("run"), getClass().getName() + "$RunAdvice");
  }

  @SuppressWarnings("unused")
  public static final class RunAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void onEnter() {
      LuaBoundary.enterCoroutine();
    }

    private RunAdvice() {}
  }
}
