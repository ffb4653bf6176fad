package io.moontrace.frames;

import static java.util.logging.Level.WARNING;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.moontrace.bootstrap.LuaEngines;
import io.moontrace.bootstrap.RuntimeSettings;
import io.moontrace.bootstrap.SuspendedFrames;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.logging.Logger;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes {@code LuaClosure.execute} report to {@link LuaFrames} which activations a throwable
 * unwinds.
 */
public final class ExecuteInstrumentation implements TypeInstrumentation {
  private static final String LUAJ = "org.luaj.vm2";
  private static final Logger logger = Logger.getLogger(ExecuteInstrumentation.class.getName());

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("org.luaj.vm2.LuaClosure");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyTransformer(
        (builder, type, classLoader, module, domain) ->
            builder.visit(
                new AsmVisitorWrapper.ForDeclaredMethods()
                    .readerFlags(ClassReader.EXPAND_FRAMES)
                    .writerFlags(ClassWriter.COMPUTE_MAXS)
                    .method(
                        named("execute").and(takesArguments(2)),
                        (owner, method, target, context, pool, writerFlags, readerFlags) ->
                            new WeavingNode(method, target, classLoader))));
  }

  /** Reads the whole method, weaves it and passes it on; unchanged if it cannot be woven. */
  private static final class WeavingNode extends MethodNode {
    private final MethodVisitor target;
    private final @Nullable ClassLoader engine;

    WeavingNode(MethodDescription method, MethodVisitor target, @Nullable ClassLoader engine) {
      super(
          Opcodes.ASM9,
          method.getActualModifiers(),
          method.getInternalName(),
          method.getDescriptor(),
          method.getGenericSignature(),
          method.getExceptionTypes().asErasures().stream()
              .map(TypeDescription::getInternalName)
              .toArray(String[]::new));
      this.target = target;
      this.engine = engine;
    }

    @Override
    public void visitEnd() {
      try {
        int pc = ExecuteWeaver.weave(this, RuntimeSettings.locals());
        if (engine != null) {
          SuspendedFrames.setPcLocal(engine, pc);
        }
        LuaEngines.setProblem(engine, LUAJ, null);
      } catch (RuntimeException | LinkageError e) {
        logger.log(
            WARNING,
            "Unknown build of LuaJ: Lua functions appear as ? in stack traces."
                + " Use LuaJ 3.0 or 3.0.1, or report this build. Cause: {0}",
            e.getMessage());
        LuaEngines.setProblem(engine, LUAJ, "unknown build, no Lua frames: " + e.getMessage());
      }
      accept(target);
    }
  }
}
