package io.moontrace.frames;

import static java.util.logging.Level.WARNING;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.logging.Logger;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Makes {@code LuaClosure.execute} tell {@link LuaFrames} which activations a throwable leaves. */
public final class ExecuteInstrumentation implements TypeInstrumentation {
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
                        ExecuteInstrumentation::weaveInto)));
  }

  private static MethodVisitor weaveInto(
      TypeDescription type,
      MethodDescription method,
      MethodVisitor target,
      Implementation.Context context,
      TypePool pool,
      int writerFlags,
      int readerFlags) {
    return new WeavingNode(method, target);
  }

  /** Reads the whole method, weaves, and passes it on; woven or, if it must be, as it was. */
  private static final class WeavingNode extends MethodNode {
    private final MethodVisitor target;

    WeavingNode(MethodDescription method, MethodVisitor target) {
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
    }

    @Override
    public void visitEnd() {
      try {
        ExecuteWeaver.weave(this);
      } catch (Exception | LinkageError e) {
        logger.log(
            WARNING,
            "Unknown build of LuaJ, Lua errors are shown without Lua frames: {0}",
            e.getMessage());
      }
      accept(target);
    }
  }
}
