package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page in Markdown, without its blocks of code. */
record Page(Path path, String text) {
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  /** Text in brackets and target of a link or picture. */
  record Link(String label, String target) {}

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(Repository.root())) {
      return files.filter(Page::isPage).sorted().toList();
    }
  }

  static Page read(Path path) throws IOException {
    return new Page(path, CODE_BLOCK.matcher(Files.readString(path, UTF_8)).replaceAll(""));
  }

  List<Link> links() {
    return LINK.matcher(text)
        .results()
        .map(link -> new Link(link.group(1), link.group(2)))
        .toList();
  }

  /** Names of its headings in links, as GitHub makes them. */
  Set<String> anchors() {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    Matcher heading = HEADING.matcher(text);
    while (heading.find()) {
      String name = anchor(heading.group(1));
      int times = seen.merge(name, 1, Integer::sum);
      anchors.add(times == 1 ? name : name + "-" + (times - 1));
    }
    return anchors;
  }

  /** Cells of all table rows, without the rows that only separate. */
  List<List<String>> rows() {
    return text.lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("|---"))
        .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip))
        .map(cells -> cells.collect(Collectors.toList()))
        .map(cells -> cells.subList(1, cells.size() - 1))
        .toList();
  }

  private static String anchor(String heading) {
    String words = heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").toLowerCase(Locale.ROOT);
    return words.strip().replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static boolean isPage(Path path) {
    for (Path name : Repository.root().relativize(path)) {
      if (name.toString().equals("target") || name.toString().startsWith(".")) {
        return false;
      }
    }
    return path.toString().endsWith(".md");
  }
}
