package io.moontrace.frames;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Finds the local variable that holds the pc in {@code LuaClosure.execute}. Released LuaJ has no
 * local variable table, and a fork may number variables differently, so the variable is inferred
 * from three usages: the last argument of {@code processErrorHooks}, the first of {@code
 * onInstruction}, and the index of {@code code[pc]}. All usages found must agree.
 */
final class PcLocal {
  private static final int NONE = -1;

  private final MethodNode method;
  private final Set<Integer> candidates = new HashSet<>();

  private PcLocal(MethodNode method) {
    this.method = method;
  }

  /**
   * The number of the local variable.
   *
   * @throws IllegalStateException if no usage is found or they disagree
   */
  static int find(String owner, MethodNode method) throws AnalyzerException {
    PcLocal search = new PcLocal(method);
    Frame<SourceValue>[] frames = new Analyzer<>(new SourceInterpreter()).analyze(owner, method);
    for (int i = 0; i < frames.length; i++) {
      if (frames[i] != null) {
        search.inspect(method.instructions.get(i), frames[i]);
      }
    }
    if (search.candidates.size() != 1) {
      throw new IllegalStateException(
          "no single local variable holds the pc: " + search.candidates);
    }
    return search.candidates.iterator().next();
  }

  private void inspect(AbstractInsnNode instruction, Frame<SourceValue> frame) {
    int top = frame.getStackSize() - 1;
    int local = NONE;
    if (calls(instruction, "processErrorHooks", 3)) {
      local = localOf(frame.getStack(top));
    } else if (calls(instruction, "onInstruction", 3)) {
      local = localOf(frame.getStack(top - 2));
    } else if (instruction.getOpcode() == Opcodes.IALOAD) {
      local = localOf(frame.getStack(top));
      local = countsTheLoop(local) ? local : NONE;
    }
    if (local != NONE) {
      candidates.add(local);
    }
  }

  private static boolean calls(AbstractInsnNode instruction, String name, int arguments) {
    if (!(instruction instanceof MethodInsnNode)) {
      return false;
    }
    MethodInsnNode call = (MethodInsnNode) instruction;
    return call.name.equals(name) && Type.getArgumentTypes(call.desc).length == arguments;
  }

  /** The local variable from which a value was loaded unchanged, if there is only one. */
  private static int localOf(SourceValue value) {
    if (value.insns.size() != 1) {
      return NONE;
    }
    AbstractInsnNode source = value.insns.iterator().next();
    return source.getOpcode() == Opcodes.ILOAD ? ((VarInsnNode) source).var : NONE;
  }

  /**
   * Whether the local variable is incremented by one right before a jump: {@code for (; true;
   * ++pc)}.
   */
  private boolean countsTheLoop(int local) {
    for (AbstractInsnNode i = method.instructions.getFirst(); i != null; i = i.getNext()) {
      if (i instanceof IincInsnNode
          && ((IincInsnNode) i).var == local
          && ((IincInsnNode) i).incr == 1
          && opcodeAfter(i) == Opcodes.GOTO) {
        return true;
      }
    }
    return false;
  }

  private static int opcodeAfter(AbstractInsnNode instruction) {
    AbstractInsnNode next = instruction.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next == null ? NONE : next.getOpcode();
  }
}
