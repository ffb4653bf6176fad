package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links within the repository; none to elsewhere is followed. */
class LinksTest {

  @ParameterizedTest
  @MethodSource("pages")
  void eachLinkLeadsToAFileAndAHeading(Path path) throws IOException {
    for (Page.Link link : Page.read(path).links()) {
      if (!link.target().matches("[a-z]+:.*")) {
        assertLeadsSomewhere(path, link.target());
      }
    }
  }

  @Test
  void theReadmeAndThePagesOfDocsAreAmongThem() throws IOException {
    assertThat(pages())
        .contains(Repository.file("README.md"), Repository.file("docs/errors.md"))
        .hasSizeGreaterThan(10);
  }

  private static List<Path> pages() throws IOException {
    return Page.all();
  }

  private static void assertLeadsSomewhere(Path page, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();

    assertThat(file).as("%s links to %s", page, target).exists();
    if (parts.length == 2 && Files.isRegularFile(file) && file.toString().endsWith(".md")) {
      assertThat(Page.read(file).anchors()).as("%s links to %s", page, target).contains(parts[1]);
    }
  }
}
