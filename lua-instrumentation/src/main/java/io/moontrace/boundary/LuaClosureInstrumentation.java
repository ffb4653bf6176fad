package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Instruments interpreted functions. */
final class LuaClosureInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.LuaClosure");
  }

  /**
   * The transformer applied last sees the class first, so the twins are copies of the original
   * methods.
   */
  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        namedOneOf("call", "invoke").and(isPublic()), EntryAdvice.class.getName());
    transformer.applyTransformer(
        (builder, type, classLoader, module, domain) ->
            builder.visit(new ClassWeaving(ReentryWeaver::new)));
  }
}
