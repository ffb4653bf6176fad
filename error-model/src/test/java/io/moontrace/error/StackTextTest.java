package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTextTest {
  private static final Frame MAIN = Frame.lua("main chunk", "a.lua", 9, null);
  private static final Frame CALLER = java("run", 7);

  @Test
  void causesOmitCommonFramesUnlessOuterFramesAreMissing() {
    ErrorReport report =
        ErrorReport.builder("0".repeat(32), Language.LUA, "org.luaj.vm2.LuaError")
            .message("a.lua:3 boom")
            .frames(List.of(Frame.builtin("error"), Frame.lua("f", "a.lua", 3, null), MAIN, CALLER))
            .causes(
                List.of(
                    cause(Cause.Relation.LUA_RETHROW, Cause.ERROR, java("deep", 1), CALLER),
                    approximate(java("late", 4), CALLER),
                    cause(Cause.Relation.CAUSE, 1, java("deeper", 2), CALLER),
                    cause(Cause.Relation.SUPPRESSED, Cause.ERROR, java("other", 3))))
            .build();

    assertThat(StackText.of(report))
        .isEqualTo(
            """
            org.luaj.vm2.LuaError: a.lua:3 boom
            \tat <lua> error([builtin])
            \tat <lua> f(a.lua:3)
            \tat <lua> main chunk(a.lua:9)
            \tat T.run(T.java:7)
            Rethrown from Lua: java.lang.E: m
            \tat T.deep(T.java:1)
            \t... 1 more
            Rethrown from Lua: java.lang.E: m
            \tat T.late(T.java:4)
            \tat T.run(T.java:7)
            \t... some frames are not known
            Caused by: java.lang.E: m
            \tat T.deeper(T.java:2)
            \t... 1 more
            Suppressed: java.lang.E: m
            \tat T.other(T.java:3)
            """);
  }

  @Test
  void anErrorOfAnotherProcessHasNoFramesInCommon() {
    Frame frame = Frame.lua("?", "5e383a4a", 2, null);
    Stack remote = new Stack(List.of(frame), true);
    ErrorReport report =
        ErrorReport.builder("0".repeat(32), Language.JAVA, "E")
            .frames(List.of(CALLER, frame))
            .causes(List.of(Cause.remote(Cause.ERROR, Language.LUA, "LuaError", "no tea", remote)))
            .build();

    String text =
        """
        Caused by: LuaError: no tea
        \tat <lua> ?(5e383a4a:2)
        \t... some frames are not known
        """;
    assertThat(StackText.of(report)).endsWith(text);
    assertThat(report.fingerprint())
        .isEqualTo(
            ErrorReport.builder("0".repeat(32), Language.JAVA, "E")
                .frames(List.of(CALLER, frame))
                .build()
                .fingerprint());
  }

  @Test
  void anEmptyMessageLeavesNoColon() {
    ErrorReport report = ErrorReport.builder("0".repeat(32), Language.JAVA, "E").build();
    assertThat(StackText.of(report)).isEqualTo("E\n");
  }

  @Test
  void framesWithoutLineOrFile() {
    assertThat(Frame.java(new StackTraceElement("T", "m", null, -1)))
        .hasToString("at T.m(Unknown Source)");
    assertThat(Frame.java(new StackTraceElement("T", "m", "T.java", -1)))
        .hasToString("at T.m(T.java)");
    assertThat(Frame.lua("f", "?", Frame.NO_LINE, null)).hasToString("at <lua> f(?)");
  }

  @Test
  void fileNamesContainNoColonOrParenthesis() {
    assertThat(Frame.lua("f", "C:\\x(1).lua", 4, null)).hasToString("at <lua> f(C_\\x[1].lua:4)");
  }

  @Test
  void textIsTruncatedAfterACompleteLine() {
    Frame wide = Frame.lua("f".repeat(500), "a.lua", 1, null);
    ErrorReport report =
        ErrorReport.builder("0".repeat(32), Language.LUA, "E")
            .frames(Collections.nCopies(1000, wide))
            .build();
    String text = StackText.of(report);
    assertThat(text.length()).isBetween(Limits.STACK_TEXT - 600, Limits.STACK_TEXT);
    assertThat(text).endsWith("(a.lua:1)\n");
  }

  private static Cause cause(Cause.Relation relation, int parent, Frame... frames) {
    return new Cause(
        relation, parent, Language.JAVA, "java.lang.E", "m", new Stack(List.of(frames), false));
  }

  private static Cause approximate(Frame... frames) {
    return new Cause(
        Cause.Relation.LUA_RETHROW,
        Cause.ERROR,
        Language.JAVA,
        "java.lang.E",
        "m",
        new Stack(List.of(frames), true));
  }

  private static Frame java(String method, int line) {
    return Frame.java(new StackTraceElement("T", method, "T.java", line));
  }
}
