package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.isTypeInitializer;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.moontrace.frames.LuaFrames;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Sets up the helpers when {@code LuaValue} is initialised, which every program with LuaJ does
 * first.
 */
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
      // Referenced here for muzzle, which does not see the code that ExecuteWeaver adds to
      // LuaClosure.
      LuaFrames.prepare();
    }

    private InitAdvice() {}
  }
}
