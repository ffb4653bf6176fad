package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Instruments functions with variable arguments that LuaJC compiled. Their classes have only {@code
 * onInvoke}; they inherit {@code invoke}, which calls it and runs the tail call that it may return.
 * Functions written in Java override {@code invoke} and are not affected.
 */
final class VarArgFunctionInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.lib.VarArgFunction");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(named("invoke"), EntryAdvice.class.getName());
  }
}
