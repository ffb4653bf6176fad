package io.moontrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** LuaRocks installs what the rockspec lists, and nothing else. */
class RockspecTest {
  private static final Path ROCKSPEC = Path.of("moontrace-scm-1.rockspec");
  private static final Path LIBRARY = Path.of("lua");
  private static final Pattern MODULE =
      Pattern.compile("\\[\"([^\"]+)\"] = \"gateway/(lua/[^\"]+\\.lua)\",");

  @Test
  void eachModuleIsListed() throws IOException {
    List<MatchResult> modules = MODULE.matcher(Files.readString(ROCKSPEC)).results().toList();
    assertThat(modules)
        .allSatisfy(
            module ->
                assertThat(module.group(2))
                    .isEqualTo("lua/" + module.group(1).replace('.', '/') + ".lua"));
    assertThat(modules).extracting(module -> module.group(2)).containsExactlyElementsOf(files());
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(LIBRARY)) {
      return files
          .filter(file -> file.toString().endsWith(".lua"))
          .map(Path::toString)
          .sorted(
              (one, other) ->
                  one.replace(".lua", "")
                      .replace('/', '.')
                      .compareTo(other.replace(".lua", "").replace('/', '.')))
          .toList();
    }
  }
}
