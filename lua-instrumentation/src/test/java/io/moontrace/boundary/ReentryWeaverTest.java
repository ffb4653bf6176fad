package io.moontrace.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.testing.LuajClasses;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class ReentryWeaverTest {
  private static final String CLOSURE = "org/luaj/vm2/LuaClosure";

  @Test
  void executeCallsTwinsAndScriptsBehaveTheSame() throws Exception {
    ClassNode woven = weave(LuajClasses.read(CLOSURE, Opcodes.V1_3));
    assertThat(calls(woven, CLOSURE)).hasSameSizeAs(calls(woven, "org/luaj/vm2/LuaValue"));

    ClassLoader luaj = LuajClasses.loader(Map.of(CLOSURE, LuajClasses.write(woven)));
    Method run = luaj.loadClass("io.moontrace.testing.CallingScript").getMethod("run");
    assertThat(run.invoke(null)).isEqualTo(io.moontrace.testing.CallingScript.run());
  }

  @Test
  void stackTracesAreUnchanged() throws Exception {
    ClassNode woven = weave(LuajClasses.read(CLOSURE, Opcodes.V1_3));
    ClassLoader luaj = LuajClasses.loader(Map.of(CLOSURE, LuajClasses.write(woven)));
    Method stack = luaj.loadClass("io.moontrace.testing.CallingScript").getMethod("stackTrace");
    assertThat(luajFrames(stack.invoke(null)))
        .isNotEmpty()
        .isEqualTo(luajFrames(io.moontrace.testing.CallingScript.stackTrace()));
  }

  @Test
  void aClassWithStackMapsIsNotChanged() throws Exception {
    ClassNode original = LuajClasses.read(CLOSURE, Opcodes.V1_8);
    ClassNode woven = weave(original);
    assertThat(names(woven)).isEqualTo(names(original));
    assertThat(calls(woven, CLOSURE)).isEqualTo(calls(original, CLOSURE));
  }

  private static List<String> luajFrames(Object stackTrace) {
    return Arrays.stream((StackTraceElement[]) stackTrace)
        .map(StackTraceElement::toString)
        .map(line -> line.replaceFirst("^.*//", ""))
        .filter(line -> line.contains("org.luaj"))
        .toList();
  }

  private static ClassNode weave(ClassNode original) {
    ClassNode woven = new ClassNode();
    original.accept(new ReentryWeaver(woven));
    return woven;
  }

  private static List<String> names(ClassNode node) {
    return node.methods.stream().map(method -> method.name + method.desc).toList();
  }

  /** The calls of {@code call} and {@code invoke} in {@code execute} of one owner. */
  private static List<String> calls(ClassNode node, String owner) {
    return node.methods.stream()
        .filter(method -> method.name.equals("execute"))
        .flatMap(ReentryWeaverTest::instructions)
        .filter(MethodInsnNode.class::isInstance)
        .map(MethodInsnNode.class::cast)
        .filter(call -> call.owner.equals(owner))
        .map(call -> call.name)
        .filter(name -> name.equals("call") || name.equals("invoke"))
        .toList();
  }

  private static Stream<AbstractInsnNode> instructions(MethodNode method) {
    return Arrays.stream(method.instructions.toArray());
  }
}
