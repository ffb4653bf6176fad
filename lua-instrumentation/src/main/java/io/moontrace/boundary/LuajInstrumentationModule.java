package io.moontrace.boundary;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.none;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.frames.ChunkInstrumentation;
import io.moontrace.frames.CompilerInstrumentation;
import io.moontrace.frames.ExecuteInstrumentation;
import io.moontrace.frames.SyntaxErrorInstrumentation;
import io.moontrace.script.RequireInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Instruments LuaJ 3: its interpreter, library and compiler. */
@AutoService(InstrumentationModule.class)
public final class LuajInstrumentationModule extends InstrumentationModule {

  public LuajInstrumentationModule() {
    super("luaj", "luaj-3.0");
  }

  /** Matches nothing if the classes that woven code calls are not available. */
  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return BootstrapClasses.provide()
        ? hasClassesNamed("org.luaj.vm2.LuaClosure", "org.luaj.vm2.Globals")
        : none();
  }

  /**
   * The classes injected into the class loader of LuaJ. Muzzle follows references only into these
   * packages.
   */
  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.moontrace.boundary.")
        || className.startsWith("io.moontrace.frames.")
        || className.startsWith("io.moontrace.report.")
        || className.startsWith("io.moontrace.script.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return Arrays.asList(
        new LuaValueInstrumentation(),
        new LuaClosureInstrumentation(),
        new VarArgFunctionInstrumentation(),
        new CoroutineInstrumentation(),
        new WrapInstrumentation(),
        new CatchInstrumentation(),
        new LoadInstrumentation(),
        new ProcessInstrumentation(),
        new ProxyInstrumentation(),
        new SyntaxErrorInstrumentation(),
        new ExecuteInstrumentation(),
        new ChunkInstrumentation(),
        new CompilerInstrumentation(),
        new RequireInstrumentation());
  }
}
