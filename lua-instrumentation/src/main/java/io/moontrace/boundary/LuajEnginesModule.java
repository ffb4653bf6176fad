package io.moontrace.boundary;

import static java.util.logging.Level.FINE;
import static java.util.logging.Level.INFO;
import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.nameEndsWith;
import static net.bytebuddy.matcher.ElementMatchers.none;

import com.google.auto.service.AutoService;
import io.moontrace.bootstrap.LuaEngine;
import io.moontrace.bootstrap.LuaEngines;
import io.moontrace.config.BootstrapClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Changes nothing: lists each LuaJ that is loaded in {@link LuaEngines}, and logs why one is not
 * instrumented, once per package. What it costs a class that is not LuaJ's is a look at the end of
 * its name.
 */
@AutoService(InstrumentationModule.class)
public final class LuajEnginesModule extends InstrumentationModule {
  private static final Logger logger = Logger.getLogger(LuajEnginesModule.class.getName());

  /** Packages that are logged. */
  private static final int MAX_PACKAGES = 64;

  /** True until {@code execute} is woven, and from then on where muzzle keeps it from being. */
  private static final String NOT_WOVEN = "its classes are not those of LuaJ 3.0 or 3.0.1";

  private static final Set<String> logged = ConcurrentHashMap.newKeySet();

  public LuajEnginesModule() {
    super("luaj", "luaj-engines");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return BootstrapClasses.provide() ? any() : none();
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return Collections.singletonList(new Closures());
  }

  private static final class Closures implements TypeInstrumentation {
    @Override
    public ElementMatcher<TypeDescription> typeMatcher() {
      return nameEndsWith(LuajDetection.CLOSURE);
    }

    @Override
    public void transform(TypeTransformer transformer) {
      transformer.applyTransformer(
          (builder, type, classLoader, module, domain) -> {
            try {
              register(type, classLoader, domain);
            } catch (RuntimeException | LinkageError e) {
              logger.log(FINE, "A LuaJ is not listed", e);
            }
            return builder;
          });
    }

    private static void register(
        TypeDescription type, @Nullable ClassLoader loader, @Nullable ProtectionDomain domain) {
      LuaEngine engine = LuajDetection.find(type, loader, domain);
      if (engine == null) {
        return;
      }
      String problem = engine.problem();
      LuaEngines.add(loader, problem == null ? engine.with(NOT_WOVEN) : engine);
      if (problem != null && logged.size() < MAX_PACKAGES && logged.add(engine.packageName())) {
        logger.log(
            INFO,
            "LuaJ {0} ({1}) is not instrumented: {2}. Use LuaJ 3.0 or 3.0.1 in its own package,"
                + " org.luaj.vm2.",
            new Object[] {engine.version(), engine.codeSource(), problem});
      }
    }
  }
}
