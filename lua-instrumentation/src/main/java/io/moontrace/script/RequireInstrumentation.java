package io.moontrace.script;

import static net.bytebuddy.matcher.ElementMatchers.isTypeInitializer;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import io.moontrace.boundary.ClassWeaving;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Instruments LuaJ's {@code require} where it would raise {@code module 'x' not found}. */
public final class RequireInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf("org.luaj.vm2.lib.PackageLib", "org.luaj.vm2.lib.PackageLib$require");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isTypeInitializer().and(m -> m.getDeclaringType().getTypeName().endsWith("PackageLib")),
        getClass().getName() + "$InitAdvice");
    transformer.applyTransformer(
        (builder, type, classLoader, module, domain) ->
            named(RequireWeaver.REQUIRE).matches(type)
                ? builder.visit(new ClassWeaving(RequireWeaver::new))
                : builder);
  }

  /**
   * References {@link ScriptModules} for muzzle, which does not see the code that {@link
   * RequireWeaver} adds to {@code require}.
   */
  @SuppressWarnings("unused")
  public static final class InitAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void onExit() {
      ScriptModules.prepare();
    }

    private InitAdvice() {}
  }
}
