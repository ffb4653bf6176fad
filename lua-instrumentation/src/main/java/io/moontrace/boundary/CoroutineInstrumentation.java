package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.moontrace.bootstrap.LuaBoundary;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaThread;

/**
 * Carries context into coroutines: a coroutine runs on a thread of its own, but inside the entry of
 * its resumer.
 */
final class CoroutineInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.LuaThread$State");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String here = getClass().getName();
    transformer.applyAdviceToMethod(named("lua_resume"), here + "$ResumeAdvice");
    transformer.applyAdviceToMethod(named("run"), here + "$RunAdvice");
    transformer.applyAdviceToMethod(named("lua_yield"), here + "$YieldAdvice");
  }

  /** Runs on the resumer's thread. */
  @SuppressWarnings("unused")
  public static final class ResumeAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static CoroutineContext onEnter(@Advice.This LuaThread.State coroutine) {
      return Coroutines.resume(coroutine);
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void onExit(@Advice.Enter @Nullable CoroutineContext context) {
      Coroutines.resumed(context);
    }

    private ResumeAdvice() {}
  }

  /** Runs on the coroutine's thread, around its whole execution. */
  @SuppressWarnings("unused")
  public static final class RunAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void onEnter(@Advice.This LuaThread.State coroutine) {
      Coroutines.attach(coroutine);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void onExit(@Advice.This LuaThread.State coroutine) {
      LuaBoundary.exitCoroutine();
      Coroutines.detach(coroutine);
    }

    private RunAdvice() {}
  }

  /** Runs on the coroutine's thread, around each suspension. */
  @SuppressWarnings("unused")
  public static final class YieldAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void onEnter(@Advice.This LuaThread.State coroutine) {
      Coroutines.detach(coroutine);
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void onExit(@Advice.This LuaThread.State coroutine) {
      Coroutines.attach(coroutine);
    }

    private YieldAdvice() {}
  }
}
