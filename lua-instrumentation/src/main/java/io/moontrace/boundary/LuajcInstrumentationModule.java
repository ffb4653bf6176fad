package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.isFinal;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Instruments functions with fixed arguments that LuaJC compiled, with one class loader per chunk.
 * A separate module because it injects no helpers: the woven code calls only classes on the
 * bootstrap path.
 */
@AutoService(InstrumentationModule.class)
public final class LuajcInstrumentationModule extends InstrumentationModule {
  private static final String LOADER = "org.luaj.vm2.luajc.JavaLoader";

  public LuajcInstrumentationModule() {
    super("luaj", "luajc");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return BootstrapClasses.provide() ? new LoaderOfCompiledChunks() : none();
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return Collections.singletonList(new CompiledFunctionInstrumentation());
  }

  private static final class LoaderOfCompiledChunks
      extends ElementMatcher.Junction.AbstractBase<ClassLoader> {
    @Override
    public boolean matches(ClassLoader loader) {
      Class<?> type = loader == null ? null : loader.getClass();
      while (type != null && !type.getName().equals(LOADER)) {
        type = type.getSuperclass();
      }
      return type != null;
    }
  }

  /** Matches all classes, because such a loader defines nothing but functions. */
  private static final class CompiledFunctionInstrumentation implements TypeInstrumentation {
    @Override
    public ElementMatcher<TypeDescription> typeMatcher() {
      return any();
    }

    @Override
    public void transform(TypeTransformer transformer) {
      transformer.applyAdviceToMethod(named("call").and(isFinal()), EntryAdvice.class.getName());
    }
  }
}
