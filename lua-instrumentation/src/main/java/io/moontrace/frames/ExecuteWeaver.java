package io.moontrace.frames;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Weaves a call into the {@code finally} handler of {@code LuaClosure.execute}:
 *
 * <pre>
 * } finally {  // reached by an exception
 *   try { LuaFrames.unwound(thrown, this.p, pc); } catch (Throwable ignored) { }
 * </pre>
 *
 * The path without an exception is unchanged. The woven call has its own handler, so the
 * application's exception propagates even if the class is missing.
 */
final class ExecuteWeaver {
  private static final String CLOSURE = "org/luaj/vm2/LuaClosure";
  private static final String PROTOTYPE = "org/luaj/vm2/Prototype";
  private static final String RECORDER = "io/moontrace/frames/LuaFrames";
  private static final String VALUE = "org/luaj/vm2/LuaValue";
  private static final int STACK = 1; // the first parameter
  private static final String THROWABLE = "java/lang/Throwable";

  private final MethodNode method;
  private final LabelNode handler;
  private final VarInsnNode store;

  private ExecuteWeaver(MethodNode method, LabelNode handler, VarInsnNode store) {
    this.method = method;
    this.handler = handler;
    this.store = store;
  }

  /**
   * Changes {@code execute} in position.
   *
   * @param locals whether to pass the values of local variables, too
   * @return the number of the local variable that holds the pc
   * @throws IllegalStateException if the method does not have the expected structure; it is then
   *     unchanged
   */
  static int weave(MethodNode execute, boolean locals) {
    int pc = PcLocal.find(execute);
    LabelNode handler = finallyHandler(execute);
    AbstractInsnNode first = handler;
    while (first != null && first.getOpcode() < 0) {
      first = first.getNext();
    }
    if (first == null || first.getOpcode() != Opcodes.ASTORE) {
      throw new IllegalStateException("the finally of execute does not keep its exception");
    }
    new ExecuteWeaver(execute, handler, (VarInsnNode) first).insert(pc, locals);
    return pc;
  }

  private static LabelNode finallyHandler(MethodNode execute) {
    LabelNode handler = null;
    for (TryCatchBlockNode block : execute.tryCatchBlocks) {
      if (block.type == null) {
        if (handler != null && handler != block.handler) {
          throw new IllegalStateException("execute has more than one finally");
        }
        handler = block.handler;
      }
    }
    if (handler == null) {
      throw new IllegalStateException("execute has no finally");
    }
    return handler;
  }

  private void insert(int pc, boolean locals) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    LabelNode failed = new LabelNode();
    LabelNode done = new LabelNode();
    InsnList code = new InsnList();
    code.add(start);
    code.add(new VarInsnNode(Opcodes.ALOAD, store.var));
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    if (locals) {
      code.add(new VarInsnNode(Opcodes.ILOAD, pc));
      code.add(new VarInsnNode(Opcodes.ALOAD, STACK));
      code.add(
          recorder(
              "unwoundWithLocals", "(L" + THROWABLE + ";L" + CLOSURE + ";I[L" + VALUE + ";)V"));
    } else {
      code.add(new FieldInsnNode(Opcodes.GETFIELD, CLOSURE, "p", 'L' + PROTOTYPE + ';'));
      code.add(new VarInsnNode(Opcodes.ILOAD, pc));
      code.add(recorder("unwound", "(L" + THROWABLE + ";L" + PROTOTYPE + ";I)V"));
    }
    code.add(end);
    code.add(new JumpInsnNode(Opcodes.GOTO, done));
    code.add(failed);
    addFrame(code, THROWABLE);
    code.add(new InsnNode(Opcodes.POP));
    code.add(done);
    addFrame(code, null);
    method.instructions.insert(afterStore(), code);
    method.tryCatchBlocks.add(0, new TryCatchBlockNode(start, end, failed, null));
  }

  private static MethodInsnNode recorder(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, RECORDER, name, descriptor, false);
  }

  /**
   * The position after the labels that follow the store, where the handler's own protected range
   * has ended.
   */
  private AbstractInsnNode afterStore() {
    AbstractInsnNode position = store;
    while (position.getNext() != null && position.getNext().getOpcode() < 0) {
      position = position.getNext();
    }
    return position;
  }

  /**
   * Adds a stack map frame, required from class file version 50: that of the handler plus its
   * exception.
   */
  private void addFrame(InsnList code, @Nullable String onStack) {
    FrameNode atHandler = null;
    for (AbstractInsnNode i = handler; i != store; i = i.getNext()) {
      if (i instanceof FrameNode) {
        atHandler = (FrameNode) i;
      }
    }
    if (atHandler == null) {
      return;
    }
    Object[] locals = withException(atHandler.local);
    Object[] stack = onStack == null ? new Object[0] : new Object[] {onStack};
    code.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, stack.length, stack));
    if (onStack == null) {
      code.add(new InsnNode(Opcodes.NOP)); // two frames must not have the same position
    }
  }

  private Object[] withException(List<Object> locals) {
    List<Object> result = new ArrayList<>();
    int slot = 0;
    for (Object local : locals) {
      result.add(slot == store.var ? THROWABLE : local);
      slot += local == Opcodes.LONG || local == Opcodes.DOUBLE ? 2 : 1;
    }
    for (; slot <= store.var; slot++) {
      result.add(slot == store.var ? THROWABLE : Opcodes.TOP);
    }
    return result.toArray();
  }
}
