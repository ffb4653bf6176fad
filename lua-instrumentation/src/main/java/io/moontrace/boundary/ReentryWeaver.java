package io.moontrace.boundary;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes calls from Lua to Lua bypass the entry check: they are never entries, and the check would
 * cost as much as the call. Each {@code call} and {@code invoke} of {@code LuaClosure} gets a twin
 * with its original code, and {@code execute} calls the twins:
 *
 * <pre>
 * stack[a].call(x)   becomes   stack[a] instanceof LuaClosure
 *                                  ? ((LuaClosure) stack[a]).call(x, (LuaBoundary) null)
 *                                  : stack[a].call(x)
 * </pre>
 *
 * A twin has the name of its original, so that Java stack traces stay the same. It differs by an
 * additional parameter, which is always null.
 *
 * <p>Applies only to class files below version 50, such as LuaJ's, because later versions need a
 * stack map frame at each branch. Those are not changed, and their calls are slightly slower.
 */
final class ReentryWeaver extends ClassVisitor {
  private static final int API = Opcodes.ASM9;
  private static final String CLOSURE = "org/luaj/vm2/LuaClosure";
  private static final String VALUE = "org/luaj/vm2/LuaValue";
  private static final String MARK = "Lio/moontrace/bootstrap/LuaBoundary;";

  private boolean active;

  ReentryWeaver(ClassVisitor target) {
    super(API, target);
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    active = (version & 0xffff) < Opcodes.V1_6;
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor original = super.visitMethod(access, name, descriptor, signature, exceptions);
    if (active && (access & Opcodes.ACC_PUBLIC) != 0 && isCall(name, descriptor)) {
      return new Twin(original, access, name, descriptor);
    }
    if (active && name.equals("execute")) {
      return new Caller(original, access, name, descriptor);
    }
    return original;
  }

  private static boolean isCall(String name, String descriptor) {
    return (name.equals("call") && descriptor.endsWith(")L" + VALUE + ';'))
        || (name.equals("invoke")
            && descriptor.equals("(Lorg/luaj/vm2/Varargs;)Lorg/luaj/vm2/Varargs;"));
  }

  private static String twinOf(String descriptor) {
    return descriptor.replace(")", MARK + ')');
  }

  /** Emits a method unchanged, and a copy of its code under the descriptor of the twin. */
  private final class Twin extends MethodNode {
    private final MethodVisitor original;

    Twin(MethodVisitor original, int access, String name, String descriptor) {
      super(API, access, name, descriptor, null, null);
      this.original = original;
    }

    @Override
    public void visitEnd() {
      accept(original);
      MethodVisitor twin =
          ReentryWeaver.super.visitMethod(
              access | Opcodes.ACC_SYNTHETIC, name, twinOf(desc), null, null);
      accept(twin);
    }
  }

  /** Changes {@code execute} to call the twins. */
  private static final class Caller extends MethodNode {
    private final MethodVisitor target;

    Caller(MethodVisitor target, int access, String name, String descriptor) {
      super(API, access, name, descriptor, null, null);
      this.target = target;
    }

    @Override
    public void visitEnd() {
      List<MethodInsnNode> calls = new ArrayList<>();
      for (AbstractInsnNode i : instructions) {
        if (i.getOpcode() == Opcodes.INVOKEVIRTUAL) {
          MethodInsnNode call = (MethodInsnNode) i;
          if (call.owner.equals(VALUE) && isCall(call.name, call.desc)) {
            calls.add(call);
          }
        }
      }
      calls.forEach(this::redirect);
      accept(target);
    }

    /**
     * The stack holds the function and then its arguments, which are saved to local variables
     * meanwhile.
     */
    private void redirect(MethodInsnNode call) {
      int arguments = Type.getArgumentTypes(call.desc).length;
      LabelNode notLua = new LabelNode();
      LabelNode done = new LabelNode();
      InsnList code = new InsnList();
      for (int i = arguments - 1; i >= 0; i--) {
        code.add(new VarInsnNode(Opcodes.ASTORE, maxLocals + i));
      }
      code.add(new InsnNode(Opcodes.DUP));
      code.add(new TypeInsnNode(Opcodes.INSTANCEOF, CLOSURE));
      code.add(new JumpInsnNode(Opcodes.IFEQ, notLua));
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, CLOSURE));
      code.add(load(arguments));
      code.add(new InsnNode(Opcodes.ACONST_NULL));
      code.add(
          new MethodInsnNode(Opcodes.INVOKEVIRTUAL, CLOSURE, call.name, twinOf(call.desc), false));
      code.add(new JumpInsnNode(Opcodes.GOTO, done));
      code.add(notLua);
      code.add(load(arguments));
      instructions.insertBefore(call, code);
      instructions.insert(call, done);
    }

    private InsnList load(int arguments) {
      InsnList code = new InsnList();
      for (int i = 0; i < arguments; i++) {
        code.add(new VarInsnNode(Opcodes.ALOAD, maxLocals + i));
      }
      return code;
    }
  }
}
