package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Functions with variable arguments that LuaJC compiled. Their class has only {@code onInvoke};
 * what calls it and runs the tail call it may return is inherited from here. A function that is
 * written in Java overrides {@code invoke} and does not come by.
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
