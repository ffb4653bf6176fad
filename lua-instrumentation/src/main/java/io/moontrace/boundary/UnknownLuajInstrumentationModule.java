package io.moontrace.boundary;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static java.util.logging.Level.INFO;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import com.google.auto.service.AutoService;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Changes nothing; says once that a LuaJ before 3 is there, which has no {@code Globals} yet. */
@AutoService(InstrumentationModule.class)
public final class UnknownLuajInstrumentationModule extends InstrumentationModule {
  private static final Logger logger =
      Logger.getLogger(UnknownLuajInstrumentationModule.class.getName());
  private static final AtomicBoolean said = new AtomicBoolean();

  public UnknownLuajInstrumentationModule() {
    super("luaj", "luaj-unknown");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed("org.luaj.vm2.LuaClosure")
        .and(not(hasClassesNamed("org.luaj.vm2.Globals")));
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return Collections.singletonList(new Notice());
  }

  private static final class Notice implements TypeInstrumentation {
    @Override
    public ElementMatcher<TypeDescription> typeMatcher() {
      return named("org.luaj.vm2.LuaValue");
    }

    @Override
    public void transform(TypeTransformer transformer) {
      transformer.applyTransformer(
          (builder, type, classLoader, module, domain) -> {
            if (said.compareAndSet(false, true)) {
              logger.log(
                  INFO,
                  "This LuaJ is older than 3.0 and is not traced: {0}. Moontrace knows LuaJ 3.0 and"
                      + " 3.0.1.",
                  domain == null ? "unknown place" : domain.getCodeSource());
            }
            return builder;
          });
    }
  }
}
