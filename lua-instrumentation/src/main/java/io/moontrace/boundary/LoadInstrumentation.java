package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.luaj.vm2.LuaError;

/**
 * Instruments the loading of chunks, which can fail with a syntax error before any call into Lua.
 */
final class LoadInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.Globals");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("load").and(isPublic()), LoadInstrumentation.class.getName() + "$LoadAdvice");
  }

  /** If instrumented methods call each other, the innermost one reports. */
  @SuppressWarnings("unused")
  public static final class LoadAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = LuaError.class)
    public static void onExit(@Advice.Thrown LuaError thrown) {
      SyntaxErrors.loadFailed(thrown);
    }

    private LoadAdvice() {}
  }
}
