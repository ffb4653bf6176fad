package io.moontrace.frames;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the local variable that holds the pc in {@code LuaClosure.execute}. Released LuaJ has no
 * local variable table, and a fork may number variables differently, so the variable is inferred
 * from three usages: the last argument of {@code processErrorHooks}, the first of {@code
 * onInstruction}, and the index of {@code code[pc]}. All usages found must agree.
 *
 * <p>A usage counts if the variable is loaded right before it, in straight-line code, as javac
 * compiles it. A dataflow analysis of the whole method would find more than is needed, and takes a
 * hundred times as long: half a second at the start of each program with Lua.
 */
final class PcLocal {
  private static final int NONE = -1;

  private final MethodNode method;
  private final Set<LabelNode> targets = new HashSet<>();
  private final Set<Integer> candidates = new HashSet<>();

  private PcLocal(MethodNode method) {
    this.method = method;
  }

  /**
   * The number of the local variable.
   *
   * @throws IllegalStateException if no usage is found or they disagree
   */
  static int find(MethodNode method) {
    PcLocal search = new PcLocal(method);
    for (AbstractInsnNode instruction : method.instructions) {
      search.noteTargets(instruction);
    }
    for (AbstractInsnNode instruction : method.instructions) {
      search.inspect(instruction);
    }
    if (search.candidates.size() != 1) {
      throw new IllegalStateException(
          "no single local variable holds the pc: " + search.candidates);
    }
    return search.candidates.iterator().next();
  }

  private void noteTargets(AbstractInsnNode instruction) {
    if (instruction instanceof JumpInsnNode) {
      targets.add(((JumpInsnNode) instruction).label);
    } else if (instruction instanceof TableSwitchInsnNode) {
      targets.add(((TableSwitchInsnNode) instruction).dflt);
      targets.addAll(((TableSwitchInsnNode) instruction).labels);
    } else if (instruction instanceof LookupSwitchInsnNode) {
      targets.add(((LookupSwitchInsnNode) instruction).dflt);
      targets.addAll(((LookupSwitchInsnNode) instruction).labels);
    }
  }

  private void inspect(AbstractInsnNode instruction) {
    int local = NONE;
    if (calls(instruction, "processErrorHooks", 3)) {
      local = localBefore(instruction, 0);
    } else if (calls(instruction, "onInstruction", 3)) {
      local = localBefore(instruction, 2);
    } else if (instruction.getOpcode() == Opcodes.IALOAD) {
      local = localBefore(instruction, 0);
      local = countsTheLoop(local) ? local : NONE;
    }
    if (local != NONE) {
      candidates.add(local);
    }
  }

  /**
   * The {@code int} variable that is loaded before an instruction.
   *
   * @param loadsBetween how many other variables are loaded in between
   */
  private int localBefore(AbstractInsnNode instruction, int loadsBetween) {
    AbstractInsnNode load = instruction;
    for (int i = 0; i <= loadsBetween; i++) {
      load = previous(load);
      if (!(load instanceof VarInsnNode) || load.getOpcode() > Opcodes.ALOAD) {
        return NONE;
      }
    }
    return load.getOpcode() == Opcodes.ILOAD ? ((VarInsnNode) load).var : NONE;
  }

  /** Null where the instruction may be reached from elsewhere. */
  private @Nullable AbstractInsnNode previous(AbstractInsnNode instruction) {
    AbstractInsnNode previous = instruction.getPrevious();
    while (previous != null && previous.getOpcode() < 0) {
      if (previous instanceof LabelNode && targets.contains(previous)) {
        return null;
      }
      previous = previous.getPrevious();
    }
    return previous;
  }

  private static boolean calls(AbstractInsnNode instruction, String name, int arguments) {
    if (!(instruction instanceof MethodInsnNode)) {
      return false;
    }
    MethodInsnNode call = (MethodInsnNode) instruction;
    return call.name.equals(name) && Type.getArgumentTypes(call.desc).length == arguments;
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
