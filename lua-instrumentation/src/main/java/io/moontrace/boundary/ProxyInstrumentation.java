package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Instruments Java proxies of Lua functions, created by {@code luajava.createProxy}. */
final class ProxyInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.lib.jse.LuajavaLib$ProxyInvocationHandler");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String here = getClass().getName();
    transformer.applyAdviceToMethod(isConstructor(), here + "$CreateAdvice");
    transformer.applyAdviceToMethod(named("invoke"), here + "$InvokeAdvice");
  }

  /** Runs on the thread of the script. */
  @SuppressWarnings("unused")
  public static final class CreateAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void onExit(@Advice.This Object proxy) {
      ProxyContexts.created(proxy);
    }

    private CreateAdvice() {}
  }

  /** Runs on any thread. */
  @SuppressWarnings("unused")
  public static final class InvokeAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Scope onEnter(@Advice.This Object proxy) {
      return ProxyContexts.enter(proxy);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void onExit(@Advice.Enter @Nullable Scope scope) {
      ProxyContexts.exit(scope);
    }

    private InvokeAdvice() {}
  }
}
