package io.moontrace.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.Frame;
import io.moontrace.error.Limits;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StackMergerTest {
  private static final String EXECUTE = "org.luaj.vm2.LuaClosure.execute";
  private static final String CALL = "org.luaj.vm2.LuaClosure.call";

  @Test
  void luaAndJavaInterleave() {
    assertThat(
            merge(
                lua("inner", "outer"),
                "shop.Inventory.take",
                "jdk.internal.reflect.DirectMethodHandleAccessor.invoke",
                "java.lang.reflect.Method.invoke",
                "org.luaj.vm2.lib.jse.JavaMethod.invokeMethod",
                "org.luaj.vm2.lib.jse.JavaMethod.call",
                EXECUTE,
                CALL,
                "shop.Rules.apply",
                EXECUTE,
                CALL,
                "shop.Main.main"))
        .containsExactly(
            "at shop.Inventory.take(S.java:1)",
            "at <lua> inner(a.lua:1)",
            "at shop.Rules.apply(S.java:1)",
            "at <lua> outer(a.lua:2)",
            "at shop.Main.main(S.java:1)");
  }

  @Test
  void aFunctionIsNamedByItsCallerOnlyIfNothingLiesBetween() {
    assertThat(merge(lua("?", "main"), EXECUTE, CALL, EXECUTE))
        .containsExactly("at <lua> by main(a.lua:1)", "at <lua> main(a.lua:2)");
    assertThat(merge(lua("?", "main"), EXECUTE, CALL, "shop.Each.call", EXECUTE).get(0))
        .isEqualTo("at <lua> anonymous(a.lua:1)");
    assertThat(
            merge(lua("?", "main"), EXECUTE, "org.luaj.vm2.TailcallVarargs.eval", EXECUTE).get(0))
        .isEqualTo("at <lua> anonymous(a.lua:1)");
    assertThat(
            merge(lua("?", "main"), EXECUTE, CALL, "org.luaj.vm2.lib.TableLib$sort.call", EXECUTE)
                .get(0))
        .isEqualTo("at <lua> anonymous(a.lua:1)");
  }

  @Test
  void builtinsHaveLuasNames() {
    assertThat(
            merge(
                lua("main"),
                "org.luaj.vm2.LuaValue.error",
                "org.luaj.vm2.lib.BaseLib$error.call",
                "org.luaj.vm2.lib.BaseLib$pcall.invoke",
                "org.luaj.vm2.lib.BaseLib$_assert.invoke",
                "org.luaj.vm2.lib.TableLib$sort.call",
                "org.luaj.vm2.lib.jse.JseMathLib$exp.call",
                "org.luaj.vm2.lib.CoroutineLib$resume.call",
                "org.luaj.vm2.lib.CoroutineLib$resume.invoke",
                "org.luaj.vm2.lib.OsLib$OsLibFunc.invoke",
                EXECUTE))
        .containsExactly(
            "at <lua> error([builtin])",
            "at <lua> pcall([builtin])",
            "at <lua> assert([builtin])",
            "at <lua> table.sort([builtin])",
            "at <lua> math.exp([builtin])",
            "at <lua> coroutine.resume([builtin])",
            "at <lua> by main([builtin])",
            "at <lua> main(a.lua:1)");
  }

  @Test
  void activationsThatWereNotRecordedAreUnknown() {
    assertThat(merge(lua("inner"), EXECUTE, EXECUTE))
        .containsExactly("at <lua> inner(a.lua:1)", "at <lua> ?(?)");
  }

  @Test
  void surplusActivationsAreIgnored() {
    assertThat(merge(lua("inner", "x", "y"), EXECUTE, "shop.Main.main"))
        .containsExactly("at <lua> inner(a.lua:1)", "at shop.Main.main(S.java:1)");
  }

  @Test
  void compiledFunctions() {
    StackTraceElement[] java = {
      new StackTraceElement("scripts_orders$checkout", "call", "scripts/orders.lua", 7),
      new StackTraceElement("scripts_orders$0", "onInvoke", "scripts/orders.lua", 8),
      new StackTraceElement("scripts_orders", "onInvoke", "scripts/orders.lua", 9),
    };
    assertThat(strings(new StackMerger(java, List.of(), LuajStackRules.INSTANCE).merge()))
        .containsExactly(
            "at <lua> checkout(scripts/orders.lua:7)",
            "at <lua> <scripts/orders.lua>(scripts/orders.lua:8)",
            "at <lua> main chunk(scripts/orders.lua:9)");
  }

  @Test
  void theInnermostFramesAreKept() {
    String[] deep = Collections.nCopies(3000, "shop.Main.recurse").toArray(new String[0]);
    deep[0] = "shop.Main.innermost";
    List<String> frames = merge(lua(), deep);
    assertThat(frames).hasSize(Limits.FRAMES);
    assertThat(frames.get(0)).contains("innermost");
  }

  @Test
  void aCoroutinesThreadEndsWhereItsFunctionBegins() {
    assertThat(
            merge(
                lua("body"),
                EXECUTE,
                CALL,
                "org.luaj.vm2.LuaThread$State.run",
                "java.lang.Thread.runWith",
                "java.lang.Thread.run"))
        .containsExactly("at <lua> body(a.lua:1)");
  }

  @Test
  void anEmptyTraceHasNoFrames() {
    assertThat(merge(lua("a"))).isEmpty();
  }

  private static List<String> merge(List<Activation> lua, String... java) {
    StackTraceElement[] elements =
        Arrays.stream(java).map(StackMergerTest::element).toArray(StackTraceElement[]::new);
    return strings(new StackMerger(elements, lua, LuajStackRules.INSTANCE).merge());
  }

  private static StackTraceElement element(String name) {
    int method = name.lastIndexOf('.');
    return new StackTraceElement(
        name.substring(0, method), name.substring(method + 1), "S.java", 1);
  }

  private static List<String> strings(List<Frame> frames) {
    return frames.stream().map(Frame::toString).toList();
  }

  /**
   * Activations of functions with these names, on lines 1, 2, …; "?" stands for an unnamed
   * function.
   */
  private static List<Activation> lua(String... names) {
    Activation[] activations = new Activation[names.length];
    for (int i = 0; i < names.length; i++) {
      activations[i] = new Named(names[i], i + 1);
    }
    return List.of(activations);
  }

  private record Named(String name, int line) implements Activation {
    @Override
    public Frame frame(@Nullable Activation caller) {
      String called = caller == null ? "anonymous" : caller.calleeName();
      return Frame.lua(name.equals("?") ? called : name, "a.lua", line, null);
    }

    @Override
    public String calleeName() {
      return "by " + name;
    }
  }
}
