package io.moontrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moontrace.error.ErrorLines;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each specification of {@code spec/} in each Lua, and the conformance script of the module
 * {@code otel} with this library. Each prints {@code ok} and the number of its checks. Lines of
 * JSON that a specification emits are validated against the schema.
 */
class SpecsTest {
  private static final List<String> INTERPRETERS = List.of("Lua 5.1", "Lua 5.4", "LuaJIT");
  private static final List<String> VECTORS = List.of("fingerprints", "redactions");
  private static final Path LIBRARY = Path.of("lua");
  private static final Path SPECS = Path.of("spec");
  private static final Path CONFORMANCE = Path.of(System.getProperty("moontrace.test.conformance"));
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private static Path folder;

  /** The vectors of error-model, as modules {@code vectors.<name>}. */
  @BeforeAll
  static void writeVectors() throws IOException {
    Path vectors = Files.createDirectory(folder.resolve("vectors"));
    for (String name : VECTORS) {
      try (InputStream json = ErrorLines.class.getResourceAsStream(name + ".json")) {
        String chunk = LuaTables.chunk(new ObjectMapper().readTree(json));
        Files.writeString(vectors.resolve(name + ".lua"), chunk);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> specificationsHold() throws IOException {
    List<Path> specs = specs();
    assertThat(specs).isNotEmpty();
    return specs.stream().flatMap(SpecsTest::inEachLua);
  }

  @TestFactory
  Stream<DynamicTest> theModuleConforms() {
    return inEachLua(CONFORMANCE);
  }

  private static List<Path> specs() throws IOException {
    try (Stream<Path> files = Files.list(SPECS)) {
      return files.filter(file -> file.toString().endsWith("_spec.lua")).sorted().toList();
    }
  }

  private static Stream<DynamicTest> inEachLua(Path script) {
    return INTERPRETERS.stream()
        .map(
            lua ->
                DynamicTest.dynamicTest(
                    script.getFileName() + " in " + lua, () -> holds(lua, script)));
  }

  private static void holds(String lua, Path script) throws IOException, InterruptedException {
    Path lines = Files.createTempDirectory(folder, "lines");
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(command(lua, lines, script))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(output)).matches(Pattern.quote(lua) + "\\Rok [1-9][0-9]*\\R");
    assertThat(process.exitValue()).isZero();
    validate(lines);
  }

  private static void validate(Path lines) throws IOException {
    try (Stream<Path> files = Files.list(lines)) {
      for (Path file : files.toList()) {
        assertThat(ErrorLines.read(file)).isNotEmpty();
      }
    }
  }

  private static List<String> command(String lua, Path lines, Path script) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // starts sooner
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(PlainLua.class.getName());
    command.add(lua);
    command.add(path());
    command.add(lines.toString());
    command.add(script.toString());
    return command;
  }

  private static String path() {
    return Stream.of(
            LIBRARY.resolve("?.lua"),
            LIBRARY.resolve("?").resolve("init.lua"),
            SPECS.resolve("?.lua"),
            folder.resolve("?.lua"))
        .map(Path::toString)
        .reduce((one, two) -> one + ';' + two)
        .orElseThrow()
        .replace(File.separatorChar, '/');
  }
}
