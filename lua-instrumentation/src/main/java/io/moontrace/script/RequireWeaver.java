package io.moontrace.script;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes {@code require} look for a module of the agent after all searchers of the program have
 * failed:
 *
 * <pre>
 * error("module '" + name + "' not found: …")   becomes
 *
 * LuaValue module = ScriptModules.find(this$0.package_, arg);
 * if (module != null) return module;
 * error("module '" + name + "' not found: …")
 * </pre>
 *
 * The message is built before and remains LuaJ's own. The call of {@code error} is recognised by
 * the preceding constant {@code not found}; the two fields are those that {@code require} itself
 * has read. If one of these is missing, nothing is changed. Applies only to class files below
 * version 50, such as LuaJ's, because later versions need a stack map frame at the branch.
 */
final class RequireWeaver extends ClassVisitor {
  static final String REQUIRE = "org.luaj.vm2.lib.PackageLib$require";

  private static final int API = Opcodes.ASM9;
  private static final String OWNER = "org/luaj/vm2/lib/PackageLib$require";
  private static final String LIBRARY = "Lorg/luaj/vm2/lib/PackageLib;";
  private static final String TABLE = "Lorg/luaj/vm2/LuaTable;";
  private static final String VALUE = "Lorg/luaj/vm2/LuaValue;";

  private boolean active;

  RequireWeaver(ClassVisitor target) {
    super(API, target);
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    active = (version & 0xffff) < Opcodes.V1_6 && name.equals(OWNER);
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
    return active && name.equals("call") && descriptor.equals('(' + VALUE + ')' + VALUE)
        ? new RequireMethod(method)
        : method;
  }

  private static final class RequireMethod extends MethodVisitor {
    private @Nullable String libraryField;
    private @Nullable String tableField;
    private boolean notFound;

    RequireMethod(MethodVisitor target) {
      super(API, target);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (opcode == Opcodes.GETFIELD && owner.equals(OWNER) && descriptor.equals(LIBRARY)) {
        libraryField = name;
      } else if (opcode == Opcodes.GETFIELD && descriptor.equals(TABLE)) {
        tableField = name;
      }
      super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitLdcInsn(Object value) {
      notFound |= value instanceof String && ((String) value).contains("not found");
      super.visitLdcInsn(value);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (opcode == Opcodes.INVOKESTATIC && name.equals("error") && notFound) {
        findModule();
        notFound = false;
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private void findModule() {
      if (libraryField == null || tableField == null) {
        return;
      }
      Label notOurs = new Label();
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitFieldInsn(Opcodes.GETFIELD, OWNER, libraryField, LIBRARY);
      super.visitFieldInsn(
          Opcodes.GETFIELD, LIBRARY.substring(1, LIBRARY.length() - 1), tableField, TABLE);
      super.visitVarInsn(Opcodes.ALOAD, 1);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "io/moontrace/script/ScriptModules",
          "find",
          '(' + TABLE + VALUE + ')' + VALUE,
          false);
      super.visitInsn(Opcodes.DUP);
      super.visitJumpInsn(Opcodes.IFNULL, notOurs);
      super.visitInsn(Opcodes.ARETURN);
      super.visitLabel(notOurs);
      super.visitInsn(Opcodes.POP);
    }
  }
}
