package io.moontrace.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.testing.LuajClasses;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

class RequireWeaverTest {
  private static final String REQUIRE = RequireWeaver.REQUIRE.replace('.', '/');

  @Test
  void looksForAModuleOnceBeforeTheErrorWhichRemainsLuajsOwn() throws Exception {
    ClassNode woven = weave(LuajClasses.read(REQUIRE, Opcodes.V1_3));
    assertThat(calls(woven)).containsOnlyOnce("find");
    ClassLoader luaj = LuajClasses.loader(Map.of(REQUIRE, LuajClasses.write(woven)));
    assertThat(run(luaj, "return type(require('otel').span)")).isEqualTo("function");
    assertThat(run(luaj, "require 'otel' return type(package.loaded.otel)")).isEqualTo("table");
    assertThat(run(luaj, "return otel")).isEqualTo("nil");
    String missing = "local ok, e = pcall(require, 'nothing') return e";
    assertThat(run(luaj, missing))
        .isEqualTo(run(LuajClasses.loader(Map.of()), missing))
        .contains("module 'nothing' not found");
  }

  @Test
  void aClassWithStackMapsIsNotChanged() throws Exception {
    ClassNode original = LuajClasses.read(REQUIRE, Opcodes.V1_8);
    assertThat(calls(weave(original))).isEqualTo(calls(original)).doesNotContain("find");
  }

  private static String run(ClassLoader luaj, String script) throws Exception {
    Method run =
        luaj.loadClass("io.moontrace.testing.RequiringScript").getMethod("run", String.class);
    return (String) run.invoke(null, script);
  }

  private static ClassNode weave(ClassNode original) {
    ClassNode woven = new ClassNode();
    original.accept(new RequireWeaver(woven));
    return woven;
  }

  private static List<String> calls(ClassNode node) {
    return node.methods.stream()
        .flatMap(method -> Arrays.stream(method.instructions.toArray()))
        .filter(MethodInsnNode.class::isInstance)
        .map(instruction -> ((MethodInsnNode) instruction).name)
        .toList();
  }
}
