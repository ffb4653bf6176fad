package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.agent.program.AnyLuaj;
import io.moontrace.agent.program.ListedEngines;
import io.moontrace.agent.program.Plain;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each LuaJ that was released, and none. */
class UnknownLuajIT {

  @Test
  void beforeVersion3() throws IOException, InterruptedException {
    Outcome with = run("2.0.3", true);
    Outcome without = run("2.0.3", false);
    assertThat(with.agentLog())
        .singleElement()
        .asString()
        .contains(" INFO ", "LuaJ 2.0.3", "luaj-jse-2.0.3.jar", "not instrumented: it is older");
    assertThat(with.stdout()).isEqualTo(without.stdout()).startsWith("Luaj-jse 2.0.3\n55\n");
    assertThat(with.programStderr()).isEqualTo(with.agentLog().get(0) + '\n' + without.stderr());
    assertThat(with.exitCode()).isEqualTo(without.exitCode()).isZero();
    assertThat(with.spans()).isEmpty();
  }

  @Test
  void inAnotherPackage(@TempDir Path folder) throws IOException, InterruptedException {
    Path jar = folder.resolve("app.jar");
    RelocatedLuaj.write(ForkedJvm.LUAJ, jar);
    Outcome with = ForkedJvm.of(AnyLuaj.class).with(jar).agent().consoleSpans().run();
    Outcome without = ForkedJvm.of(AnyLuaj.class).with(jar).run();
    assertThat(with.agentLog())
        .singleElement()
        .asString()
        .contains(" INFO ", "LuaJ 3.0.1", jar.toString(), RelocatedLuaj.PACKAGE)
        .contains("not instrumented: it is relocated", "in its own package, org.luaj.vm2");
    assertThat(with.stdout())
        .isEqualTo(without.stdout())
        .startsWith("Luaj-jse 3.0.1\n55\n")
        .contains(RelocatedLuaj.PACKAGE); // the program's errors are of this copy
    assertThat(with.programStderr()).isEqualTo(with.agentLog().get(0) + '\n' + without.stderr());
    assertThat(with.exitCode()).isEqualTo(without.exitCode()).isZero();
    assertThat(with.spans()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.0-beta2", "3.0", "3.0.1"})
  void version3(String version) throws IOException, InterruptedException {
    Outcome with = run(version, true);
    Outcome without = run(version, false);
    assertThat(with.stdout())
        .isEqualTo(without.stdout())
        .startsWith("Luaj-jse " + version + "\n55\n");
    assertThat(with.exitCode()).isEqualTo(without.exitCode()).isZero();
    assertThat(with.agentLog()).allMatch(line -> line.contains("LoggingSpanExporter"));
    assertThat(with.spans())
        .hasSize(3)
        .allSatisfy(
            span ->
                assertThat(span.attributes())
                    .contains("lua.engine=luaj", "lua.engine.version=" + version));
  }

  @Test
  void enginesAreListed(@TempDir Path folder) throws IOException, InterruptedException {
    Path jar = folder.resolve("app.jar");
    RelocatedLuaj.write(ForkedJvm.LUAJ, jar);
    assertThat(listed(ForkedJvm.LUAJ)).contains("engine org.luaj.vm2 3.0.1 null\n");
    assertThat(listed(ForkedJvm.luaj("2.0.3")))
        .contains("engine org.luaj.vm2 2.0.3 it is older than 3.0\n");
    assertThat(listed(jar))
        .contains("engine " + RelocatedLuaj.PACKAGE + " 3.0.1 it is relocated (shaded) from")
        .contains(jar.toString());
  }

  private static String listed(Path luaj) throws IOException, InterruptedException {
    return ForkedJvm.of(ListedEngines.class).with(luaj).agent().run().stdout();
  }

  @Test
  void noLuajNoWord() throws IOException, InterruptedException {
    Outcome with = ForkedJvm.of(Plain.class).agent().consoleSpans().run();
    with.assertSameAs(ForkedJvm.of(Plain.class).run());
  }

  private static Outcome run(String version, boolean traced)
      throws IOException, InterruptedException {
    ForkedJvm jvm = ForkedJvm.of(AnyLuaj.class).with(ForkedJvm.luaj(version));
    return traced ? jvm.agent().consoleSpans().run() : jvm.run();
  }
}
