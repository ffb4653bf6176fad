package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.isTypeInitializer;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.moontrace.frames.LuaFrames;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Every program with LuaJ initialises this class first: the moment to take up work. */
final class LuaValueInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.LuaValue");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(isTypeInitializer(), getClass().getName() + "$InitAdvice");
  }

  @SuppressWarnings("unused")
  public static final class InitAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void onExit() {
      LuajEntryListener.install();
      // Woven into LuaClosure by hand, where muzzle does not look: it must know of it from here.
      LuaFrames.prepare();
    }

    private InitAdvice() {}
  }
}
