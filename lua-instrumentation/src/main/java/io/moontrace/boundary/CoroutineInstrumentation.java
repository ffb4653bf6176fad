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

/** A coroutine runs on a thread of its own, but inside the entry of whoever resumes it. */
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

  /** On the thread that resumes. */
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

  /** On the coroutine's thread, from its beginning to its end. */
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

  /** On the coroutine's thread, around its waiting. */
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
