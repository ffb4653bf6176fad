package io.moontrace.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moontrace.testing.LuajClasses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Weaves LuaJ's own class, variants of it for later class file versions, and forks that cannot be
 * woven.
 */
class ExecuteWeaverTest {
  private static final String CLOSURE = "org/luaj/vm2/LuaClosure";

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_3, Opcodes.V1_5, Opcodes.V1_8, Opcodes.V17})
  void theWovenClassRunsAndRecordsEachActivation(int version) throws Exception {
    ClassNode closure = LuajClasses.read(CLOSURE, version);
    ExecuteWeaver.weave(execute(closure), false);

    ClassLoader luaj = LuajClasses.loader(Map.of(CLOSURE, LuajClasses.write(closure)));

    assertThat(LuajClasses.framesOfFailingScript(luaj))
        .containsExactly("c:2", "b:5", "main chunk:8");
  }

  @Test
  void aPcInAnotherLocalVariableIsFound() throws Exception {
    MethodNode execute = execute(LuajClasses.read(CLOSURE, Opcodes.V1_3));
    int pc = PcLocal.find(execute);
    int moved = execute.maxLocals++;
    renumber(execute, pc, moved);
    assertThat(PcLocal.find(execute)).isEqualTo(moved);
  }

  @Test
  void disagreeingUsagesAreRejected() throws Exception {
    MethodNode execute = execute(LuajClasses.read(CLOSURE, Opcodes.V1_3));
    int other = execute.maxLocals++;
    for (AbstractInsnNode i : execute.instructions) {
      if (i instanceof MethodInsnNode call && call.name.equals("processErrorHooks")) {
        execute.instructions.set(i.getPrevious(), new VarInsnNode(Opcodes.ILOAD, other));
      }
    }
    assertUnchanged(execute, "no single local variable holds the pc");
  }

  /** {@code code[found ? pc : other]}: the one that is loaded last is not the pc for that. */
  @Test
  void whatMayComeFromElsewhereIsNoTestimony() throws Exception {
    MethodNode execute = execute(LuajClasses.read(CLOSURE, Opcodes.V1_3));
    int pc = PcLocal.find(execute);
    int other = execute.maxLocals++;
    for (AbstractInsnNode i : execute.instructions.toArray()) {
      if (i instanceof MethodInsnNode call && call.name.equals("processErrorHooks")) {
        LabelNode merged = new LabelNode();
        InsnList choice = new InsnList();
        choice.add(new InsnNode(Opcodes.ICONST_0));
        choice.add(new JumpInsnNode(Opcodes.IFEQ, merged));
        choice.add(new InsnNode(Opcodes.POP));
        choice.add(new VarInsnNode(Opcodes.ILOAD, other));
        choice.add(merged);
        execute.instructions.insertBefore(call, choice);
      }
    }
    assertThat(PcLocal.find(execute)).isEqualTo(pc);
  }

  @Test
  void anExecuteWithoutFinallyIsRejected() throws Exception {
    MethodNode execute = execute(LuajClasses.read(CLOSURE, Opcodes.V1_3));
    execute.tryCatchBlocks.removeIf(block -> block.type == null);
    assertUnchanged(execute, "execute has no finally");
  }

  @Test
  void anotherMethodOfThatNameIsRejected() {
    MethodNode execute = new MethodNode(Opcodes.ACC_PUBLIC, "execute", "()V", null, null);
    execute.visitInsn(Opcodes.RETURN);
    execute.maxLocals = 1;
    assertUnchanged(execute, "no single local variable holds the pc");
  }

  private static void assertUnchanged(MethodNode execute, String reason) {
    List<AbstractInsnNode> before = List.of(execute.instructions.toArray());
    int blocks = execute.tryCatchBlocks.size();
    assertThatThrownBy(() -> ExecuteWeaver.weave(execute, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
    assertThat(execute.instructions.toArray()).containsExactlyElementsOf(before);
    assertThat(execute.tryCatchBlocks).hasSize(blocks);
  }

  private static MethodNode execute(ClassNode closure) {
    return closure.methods.stream()
        .filter(method -> method.name.equals("execute"))
        .findFirst()
        .orElseThrow();
  }

  private static void renumber(MethodNode execute, int from, int to) {
    for (AbstractInsnNode i : execute.instructions) {
      if (i instanceof VarInsnNode use && use.var == from) {
        use.var = to;
      } else if (i instanceof IincInsnNode count && count.var == from) {
        count.var = to;
      }
    }
  }
}
