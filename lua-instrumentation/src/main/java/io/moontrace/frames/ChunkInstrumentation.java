package io.moontrace.frames;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.io.InputStream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Prototype;

/** Takes note of each chunk that LuaJ's compiler or undumper makes a prototype of. */
public final class ChunkInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf("org.luaj.vm2.compiler.LuaC", "org.luaj.vm2.LoadState");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        namedOneOf("compile", "undump")
            .and(isPublic())
            .and(takesArguments(InputStream.class, String.class))
            .and(returns(named("org.luaj.vm2.Prototype"))),
        ChunkInstrumentation.class.getName() + "$LoadAdvice");
  }

  /** The stream is replaced by one that reads along. */
  @SuppressWarnings("unused")
  public static final class LoadAdvice {

    @AssignReturned.ToArguments(@ToArgument(0))
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable InputStream onEnter(@Advice.Argument(0) @Nullable InputStream chunk) {
      return ChunkBytes.watch(chunk);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = LuaError.class)
    public static void onExit(
        @Advice.Enter @Nullable InputStream watched,
        @Advice.Return @Nullable Prototype main,
        @Advice.Thrown @Nullable LuaError thrown) {
      if (thrown == null) {
        ChunkBytes.loaded(main, watched);
      } else {
        ChunkBytes.refused(thrown, watched);
      }
    }

    private LoadAdvice() {}
  }
}
