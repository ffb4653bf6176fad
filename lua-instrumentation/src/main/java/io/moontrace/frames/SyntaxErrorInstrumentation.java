package io.moontrace.frames;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/** Records the position of a syntax error in a chunk. */
public final class SyntaxErrorInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.compiler.LexState");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("lexerror"), SyntaxErrorInstrumentation.class.getName() + "$LexErrorAdvice");
  }

  /** The compiler raises all syntax errors here. */
  @SuppressWarnings("unused")
  public static final class LexErrorAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = LuaError.class)
    public static void onExit(
        @Advice.Thrown LuaError thrown,
        @Advice.FieldValue("source") LuaString source,
        @Advice.FieldValue("linenumber") int line) {
      LuaFrames.recordSyntaxError(thrown, source.tojstring(), line);
    }

    private LexErrorAdvice() {}
  }
}
