package io.moontrace.frames;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Prototype;

/**
 * Records each chunk that LuaJC compiles to Java classes. It instruments the class loader, not
 * {@code LuaJC.load}, because programs use a loader of their own where LuaJC's does not find LuaJ.
 */
public final class CompilerInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.luajc.JavaLoader");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("load").and(takesArgument(0, named("org.luaj.vm2.Prototype"))),
        CompilerInstrumentation.class.getName() + "$LoadAdvice");
  }

  @SuppressWarnings("unused")
  public static final class LoadAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void onExit(
        @Advice.Argument(0) @Nullable Prototype main,
        @Advice.Return @Nullable LuaFunction compiled) {
      CompiledChunks.loaded(main, compiled);
    }

    private LoadAdvice() {}
  }
}
