package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Propagates the trace context to programs started by {@code os.execute} and {@code io.popen}. */
final class ProcessInstrumentation implements TypeInstrumentation {
  private static final String RUNTIME = "java/lang/Runtime";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf("org.luaj.vm2.lib.jse.JseProcess", "org.luaj.vm2.lib.jse.JseIoLib");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyTransformer(
        (builder, type, classLoader, module, domain) ->
            builder.visit(CallWeaving.in(any(), ExecWeaver::new)));
  }

  /** Replaces {@code runtime.exec(command)} by {@code ChildEnvironment.exec(runtime, command)}. */
  private static final class ExecWeaver extends MethodVisitor {
    ExecWeaver(MethodVisitor target) {
      super(Opcodes.ASM9, target);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.equals(RUNTIME) && name.equals("exec") && hasOneParameter(descriptor)) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            "io/moontrace/bootstrap/ChildEnvironment",
            "exec",
            descriptor.replace("(", "(L" + RUNTIME + ';'),
            false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    private static boolean hasOneParameter(String descriptor) {
      return descriptor.startsWith("(Ljava/lang/String;)")
          || descriptor.startsWith("([Ljava/lang/String;)");
    }
  }
}
