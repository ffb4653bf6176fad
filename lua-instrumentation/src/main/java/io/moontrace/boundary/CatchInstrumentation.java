package io.moontrace.boundary;

import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Instruments the methods in which LuaJ catches an error and keeps only its message: {@code pcall},
 * {@code xpcall}, {@code load}, the end of a coroutine, {@code ScriptEngine.compile}. Each of them
 * reads the message of the throwable; right before that, the woven code passes the throwable to
 * {@code LuaBoundary}.
 */
final class CatchInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf(
        "org.luaj.vm2.lib.BaseLib",
        "org.luaj.vm2.lib.BaseLib$pcall",
        "org.luaj.vm2.lib.BaseLib$xpcall",
        "org.luaj.vm2.LuaThread$State",
        "org.luaj.vm2.script.LuaScriptEngine");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyTransformer(
        (builder, type, classLoader, module, domain) ->
            builder.visit(
                CallWeaving.in(
                    namedOneOf("invoke", "run", "loadStream", "compile"),
                    target ->
                        new CatchWeaver(target, isOfLibrary(type) ? "caught" : "propagated"))));
  }

  /** Whether a library function catches the error and returns it to a script. */
  private static boolean isOfLibrary(TypeDescription type) {
    return type.getName().startsWith("org.luaj.vm2.lib.");
  }

  private static final class CatchWeaver extends MethodVisitor {
    private final String listener;

    CatchWeaver(MethodVisitor target, String listener) {
      super(Opcodes.ASM9, target);
      this.listener = listener;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (opcode == Opcodes.INVOKEVIRTUAL && isThrowable(owner) && isMessage(name)) {
        super.visitInsn(Opcodes.DUP);
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            "io/moontrace/bootstrap/LuaBoundary",
            listener,
            "(Ljava/lang/Throwable;)V",
            false);
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private static boolean isThrowable(String owner) {
      return owner.equals("org/luaj/vm2/LuaError")
          || owner.equals("java/lang/Exception")
          || owner.equals("java/lang/Throwable");
    }

    private static boolean isMessage(String name) {
      return name.equals("getMessage") || name.equals("getMessageObject");
    }
  }
}
