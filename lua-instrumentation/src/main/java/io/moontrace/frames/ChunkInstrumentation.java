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

/** Records each chunk that LuaJ's compiler or undumper turns into a prototype. */
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

  /** Replaces the stream by one that records the bytes. */
  @SuppressWarnings("unused")
  public static final class LoadAdvice {

    @AssignReturned.ToArguments(@ToArgument(0))
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable InputStream onEnter(@Advice.Argument(0) @Nullable InputStream chunk) {
      return ChunkBytes.record(chunk);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = LuaError.class)
    public static void onExit(
        @Advice.Enter @Nullable InputStream recording,
        @Advice.Return @Nullable Prototype main,
        @Advice.Thrown @Nullable LuaError thrown) {
      if (thrown == null) {
        ChunkBytes.loaded(main, recording);
      } else {
        ChunkBytes.recordSyntaxError(thrown, recording);
      }
    }

    private LoadAdvice() {}
  }
}
