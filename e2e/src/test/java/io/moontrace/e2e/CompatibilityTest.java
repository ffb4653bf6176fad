package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each statement of {@code docs/compatibility.md} names a test that exists. */
class CompatibilityTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

  @Test
  void eachRowNamesATest() throws IOException {
    List<List<String>> rows = new ArrayList<>(page().rows());
    rows.removeIf(row -> row.get(row.size() - 1).matches("test|zero touch"));

    assertThat(rows).hasSizeGreaterThan(30);
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.get(row.size() - 1)).containsPattern(TEST.pattern()));
  }

  @Test
  void eachTestExists() throws IOException {
    int tests = 0;
    for (Page.Link link : page().links()) {
      Matcher test = TEST.matcher(link.label());
      if (test.matches()) {
        Path file = page().path().resolveSibling(link.target()).normalize();
        assertThat(file).hasFileName(test.group(1) + ".java");
        assertThat(Files.readString(file, UTF_8))
            .as(link.label())
            .containsPattern(method(test.group(2)));
        tests++;
      }
    }
    assertThat(tests).isGreaterThan(40);
  }

  /** Its annotation as a test, then its name, with no statement between. */
  private static String method(String name) {
    return "@(Test|ParameterizedTest|TestFactory|RepeatedTest)\\b[^;]*\\s" + name + "\\(";
  }

  private static Page page() throws IOException {
    return Page.read(Repository.file("docs/compatibility.md"));
  }
}
