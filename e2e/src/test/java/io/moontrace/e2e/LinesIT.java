package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Error lines from files to Elasticsearch under adverse conditions. */
final class LinesIT {
  /** The collector polls files twice a second; after this time it certainly has. */
  private static final Duration POLLED = Duration.ofSeconds(3);

  private static Containers containers;

  @BeforeAll
  static void start() {
    containers = Containers.startWithElasticsearch();
  }

  @AfterAll
  static void stop() {
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void aLineThatIsNotJsonIsStoredAsText() {
    Path file = file("noise.json");
    ErrorLine.append(file, "Picked up JAVA_TOOL_OPTIONS: noise-1\n\n\u0000\u0001 noise-2\n");
    ErrorLine.append(file, "[\"noise-3\"]\n{\"message\":\"noise-4\"}\n{\"event\":\"noise-5\"}\n");
    ErrorLine.append(file, "{\"event\":{\"id\":\"noise-6\"},\"error\":\"noise-6\"}\nnull\n");
    List<ErrorLine> good = append(file, "noise-good", 1);

    for (int i = 1; i <= 6; i++) {
      JsonNode kept = documents().await("message:\"noise " + i + "\"", 1).get(0);
      assertThat(kept.at("/event/kind").asText()).isEqualTo("pipeline_error");
      assertThat(kept.at("/labels/file").asText()).isEqualTo("noise.json");
    }
    awaitOnce("noise-good", good);
  }

  @Test
  void aPartialLineWaitsForItsEnd() throws InterruptedException {
    Path file = file("half.json");
    ErrorLine line = ErrorLine.of("half-1");
    int half = line.text().length() / 2;

    ErrorLine.append(file, line.text().substring(0, half));
    Thread.sleep(POLLED.toMillis());
    assertThat(documents().find("labels.file:half.json")).isEmpty();
    ErrorLine.append(file, line.text().substring(half) + "\n");

    awaitOnce("half-1", List.of(line));
    assertThat(documents().find("labels.file:half.json")).isEmpty();
  }

  @Test
  void linesAfterThePartialLineOfAKilledProgramAreComplete() {
    Path file = file("killed.json");
    ErrorLine.append(file, ErrorLine.of("killed-1").text().substring(0, 150));
    List<ErrorLine> next = append(file, "killed-2", 2);

    awaitOnce("killed-2", next);
  }

  @Test
  void noLineIsLostWhenFilesAreRolled() throws IOException {
    Path file = file("rolled.json");
    List<ErrorLine> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.addAll(append(file, "rolled", 40));
      for (int old = 4; old > 0; old--) {
        move(file("rolled.json." + old), file("rolled.json." + (old + 1)));
      }
      move(file, file("rolled.json.1"));
    }
    all.addAll(append(file, "rolled", 40));

    awaitOnce("rolled", all);
  }

  @Test
  void aFileThatWasTruncatedIsReadFromItsBeginning() throws IOException {
    Path file = file("truncated.json");
    List<ErrorLine> all = append(file, "truncated", 50);
    awaitOnce("truncated", all);

    Files.write(file, new byte[0]);
    all.addAll(append(file, "truncated", 20));

    awaitOnce("truncated", all);
  }

  @Test
  void aFileThatWasTruncatedToItsFirstLinesIsNotStoredTwice() throws IOException {
    Path file = file("cut.json");
    List<ErrorLine> all = append(file, "cut", 10);
    awaitOnce("cut", all);

    Files.write(file, Files.readAllLines(file, UTF_8).subList(0, 3), UTF_8);
    all.addAll(append(file, "cut", 1));

    awaitOnce("cut", all);
  }

  @Test
  void aDeletedFileCanReappear() throws IOException {
    Path file = file("deleted.json");
    List<ErrorLine> all = append(file, "deleted", 20);
    awaitOnce("deleted", all);

    Files.delete(file);
    all.addAll(append(file, "deleted", 20));

    awaitOnce("deleted", all);
  }

  @Test
  void aDocumentThatTheMappingRejectsAffectsNoOther() {
    Path file = file("refused.json");
    List<ErrorLine> good = append(file, "refused", 5);
    ErrorLine.append(file, "{\"event\":{\"id\":\"refused-bad\"},\"lang\":{\"not\":\"a word\"}}\n");
    good.addAll(append(file, "refused", 5));

    awaitOnce("refused", good);
    await()
        .untilAsserted(
            () ->
                assertThat(containers.collectorLog())
                    .contains("failed to index document", "failed to parse field [lang]"));
  }

  @Test
  void whileTheIndexIsBlockedLinesWait() throws InterruptedException {
    Path file = file("blocked.json");
    List<ErrorLine> all = append(file, "blocked", 5);
    awaitOnce("blocked", all);

    block(true);
    all.addAll(append(file, "blocked", 20));
    Thread.sleep(POLLED.toMillis());
    assertThat(documents().find("message:blocked")).hasSize(5);
    block(false);

    awaitOnce("blocked", all);
  }

  /** Blocks the index like Elasticsearch itself when a disk is nearly full. */
  private static void block(boolean blocked) {
    documents()
        .send(
            "PUT",
            "/" + Elasticsearch.INDEX + "/_settings",
            "{\"index.blocks.read_only_allow_delete\":" + (blocked ? "true" : "null") + "}");
  }

  private static List<ErrorLine> append(Path file, String message, int count) {
    List<ErrorLine> lines = new ArrayList<>(ErrorLine.of(message, count));
    ErrorLine.append(file, lines);
    return lines;
  }

  /** Waits until exactly these lines with the message are stored, each once. */
  private static void awaitOnce(String message, List<ErrorLine> lines) {
    String query = "message:\"" + message + "\" AND NOT event.kind:pipeline_error";
    List<JsonNode> stored = documents().await(query, lines.size());
    assertThat(stored)
        .extracting(document -> document.at("/event/id").asText())
        .containsExactlyInAnyOrderElementsOf(lines.stream().map(ErrorLine::id).toList());
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }

  private static Path file(String name) {
    return containers.logs().resolve(name);
  }

  private static Elasticsearch documents() {
    return containers.elasticsearch();
  }
}
