package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.agent.fixture.Scripts;
import io.moontrace.agent.golden.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The folder {@code scripts/}: each {@code x.lua} there has its stack in {@code x.expected}. */
final class Goldens {
  private static final Path FOLDER = ForkedJvm.testClasses().resolve("scripts");
  private static final String SCRIPT = ".lua";
  private static final String STACK = ".expected";
  private static final String LUAJC = ".luajc";
  private static final String DEBUG = ".debug";

  /** The names of all scripts, sorted; none without its stack, no stack without its script. */
  static List<String> scripts() {
    Set<String> scripts = named(SCRIPT);
    Set<String> stacks = named(STACK);
    for (String exception : List.of(LUAJC, DEBUG)) {
      stacks.removeIf(name -> name.endsWith(exception));
      assertThat(scripts)
          .as("those with a stack of their own")
          .containsAll(named(exception + STACK));
    }
    assertThat(stacks).as("the stacks, one for each script").isEqualTo(scripts);
    return List.copyOf(scripts);
  }

  /** The stack of a script, or its exception where a cell has one. */
  static String expected(Cell cell, String script) {
    boolean compiled = cell.engine() == Cell.Engine.LUAJC;
    boolean debugged = cell.kind() != Cell.Kind.STANDARD_GLOBALS;
    String end =
        compiled && named(LUAJC + STACK).contains(script)
            ? LUAJC
            : !compiled && debugged && named(DEBUG + STACK).contains(script) ? DEBUG : "";
    return Scripts.read(script + end + STACK);
  }

  /** The same on another JDK: before 14, a NullPointerException of the JVM has no message. */
  static String expected(Cell cell, String script, int jdk) {
    String expected = expected(cell, script);
    return jdk < 14 ? expected.replaceFirst("(NullPointerException): Cannot .*", "$1") : expected;
  }

  private static Set<String> named(String end) {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> names = new TreeSet<>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(end))
          .forEach(name -> names.add(name.substring(0, name.length() - end.length())));
      return names;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Goldens() {}
}
