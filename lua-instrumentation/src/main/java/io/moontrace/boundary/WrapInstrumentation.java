package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.luaj.vm2.LuaThread;

/** Instruments the functions that {@code coroutine.wrap} returns. */
final class WrapInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.lib.CoroutineLib$wrapper");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(named("invoke"), getClass().getName() + "$CallAdvice");
  }

  @SuppressWarnings("unused")
  public static final class CallAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void onEnter(@Advice.FieldValue("luathread") LuaThread coroutine) {
      Coroutines.wrapped(coroutine);
    }

    private CallAdvice() {}
  }
}
