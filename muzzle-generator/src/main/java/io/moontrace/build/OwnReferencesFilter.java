package io.moontrace.build;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes each generated {@code getMuzzleReferences} omit our own classes: {@code return references}
 * becomes {@code return BootstrapClasses.withoutOwn(references)}.
 */
final class OwnReferencesFilter extends AsmVisitorWrapper.AbstractBase {
  private static final int API = Opcodes.ASM9;
  private static final String GENERATED = "getMuzzleReferences";

  @Override
  public ClassVisitor wrap(
      TypeDescription type,
      ClassVisitor target,
      Implementation.Context context,
      TypePool pool,
      FieldList<FieldDescription.InDefinedShape> fields,
      MethodList<?> methods,
      int writerFlags,
      int readerFlags) {
    return new ClassVisitor(API, target) {
      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        return name.equals(GENERATED) ? new Return(method) : method;
      }
    };
  }

  private static final class Return extends MethodVisitor {
    Return(MethodVisitor target) {
      super(API, target);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ARETURN) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            "io/moontrace/config/BootstrapClasses",
            "withoutOwn",
            "(Ljava/util/Map;)Ljava/util/Map;",
            false);
      }
      super.visitInsn(opcode);
    }
  }
}
