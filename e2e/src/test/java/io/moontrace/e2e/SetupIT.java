package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moontrace.error.EventLine;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped templates in a real Elasticsearch, and the script that installs them. */
final class SetupIT {
  private static final String TEMPLATE = "/_index_template/logs-moontrace";
  private static final String EARLY = "logs-moontrace-early";
  private static final int LINES = 10_000;
  private static final int BULK = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Containers containers;
  private static Elasticsearch elasticsearch;

  @BeforeAll
  static void start() {
    containers = Containers.startElasticsearchAlone();
    elasticsearch = containers.elasticsearch();
  }

  @AfterAll
  static void stop() {
    if (containers != null) {
      containers.close();
    }
  }

  @AfterEach
  void restoreTemplates() {
    String indices = Elasticsearch.INDEX + "," + EARLY;
    elasticsearch.send("DELETE", "/" + indices + "?ignore_unavailable=true", "");
    elasticsearch.setUp("--force");
  }

  @Test
  void isIdempotent() {
    JsonNode before = elasticsearch.get(TEMPLATE);

    assertThat(elasticsearch.setUp()).contains("version 1 is in place");

    assertThat(elasticsearch.get(TEMPLATE)).isEqualTo(before);
  }

  @Test
  void anOlderTemplateIsReplaced() {
    putTemplate("\"version\":0,");

    assertThat(elasticsearch.setUp()).contains("version 0 replaced by 1");

    assertThat(installed().at("/version").asInt()).isEqualTo(1);
    assertThat(installed().at("/composed_of")).hasSize(3);
  }

  @Test
  void aNewerTemplateIsKept() {
    putTemplate("\"version\":99,");

    assertThat(elasticsearch.setUp()).contains("version 99 is there, newer than 1: left as it is");

    assertThat(installed().at("/version").asInt()).isEqualTo(99);
  }

  @Test
  void aTemplateOfAnotherOriginIsKept() {
    putTemplate("");

    assertThatThrownBy(() -> elasticsearch.setUp())
        .hasMessageContaining("ended with 1")
        .hasMessageContaining("not one of these: remove it, or run setup --force");

    assertThat(installed().has("version")).isFalse();
  }

  @Test
  void anIndexWithDynamicFieldsIsNamed() {
    elasticsearch.send("DELETE", TEMPLATE, "");
    elasticsearch.send("POST", "/" + EARLY + "/_bulk", bulk(List.of("{\"trace_id\":\"a\"}")));

    assertThatThrownBy(() -> elasticsearch.setUp())
        .hasMessageContaining("ended with 1")
        .hasMessageContaining("was made before the template")
        .hasMessageContaining("mapper [trace_id] cannot be changed");
  }

  @Test
  void noLineAddsAField() {
    store(List.of(ErrorLine.of("the first line").text()));
    JsonNode before = mapping();
    Random random = new Random(20261123);

    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      lines.add(i % 2 == 0 ? error(random) : event(random));
      if (lines.size() == BULK) {
        store(lines);
        lines.clear();
      }
    }

    elasticsearch.send("POST", "/" + Elasticsearch.INDEX + "/_refresh", "");
    JsonNode count = elasticsearch.get("/" + Elasticsearch.INDEX + "/_count");
    assertThat(count.at("/count").asInt()).isEqualTo(LINES + 1);
    assertThat(mapping()).isEqualTo(before);
  }

  @Test
  void eachSearchOfTheDocsFindsDocuments() throws IOException {
    store(List.of(documented("lua", false), documented("lua", true), ErrorLine.of("no").text()));
    store(List.of("{\"message\":\"no\",\"event\":{\"id\":\"1\",\"kind\":\"pipeline_error\"}}"));

    assertThat(Kql.documented()).hasSize(11);
    for (String search : Kql.documented()) {
      List<JsonNode> found = elasticsearch.find(Kql.toLucene(search));
      assertThat(found).as(search).hasSizeBetween(1, 3);
    }
    assertThat(elasticsearch.find(Kql.toLucene("error.handled : true"))).hasSize(1);
    assertThat(elasticsearch.find(Kql.toLucene("context.user_id : \"4711\" and error.id : *")))
        .hasSize(2);
  }

  @Test
  void anErrorIsFoundWithTheGatewaysErrorThatNamesIt() throws IOException {
    String id = "5b3e0a64f2c84d0c9d6cbd0f4b9c1a11";
    ObjectNode gateway = (ObjectNode) JSON.readTree(ErrorLine.of("GET /: 500").text());
    ((ObjectNode) gateway.get("error"))
        .set(
            "causes",
            JSON.readTree(
                "[{\"relation\":\"remote\",\"parent\":-1,\"error\":{\"id\":\"" + id + "\"}}]"));
    store(List.of(documented("lua", false), gateway.toString(), ErrorLine.of("no").text()));

    String search =
        Kql.documented().stream()
            .filter(kql -> kql.contains("causes.error"))
            .findFirst()
            .orElseThrow();

    assertThat(elasticsearch.find(Kql.toLucene(search))).hasSize(2);
  }

  /** A line with the values in the searches of the docs. */
  private static String documented(String language, boolean handled) throws IOException {
    ObjectNode line =
        (ObjectNode) JSON.readTree(ErrorLine.of("checkout", Map.of("user_id", "4711")).text());
    line.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736").put("lang", language);
    ((ObjectNode) line.get("error"))
        .put("id", "5b3e0a64f2c84d0c9d6cbd0f4b9c1a11")
        .put("fingerprint", "0f343b0931126a20f133d67c2b018a3b")
        .put("handled", handled);
    return line.toString();
  }

  private static String error(Random random) {
    return ErrorLine.of(word(random, 300), words(random)).text();
  }

  /** A line of the application's own log. */
  private static String event(Random random) {
    byte[] line =
        EventLine.begin()
            .timestamp(Instant.ofEpochSecond(1_795_400_000L + random.nextInt(1_000_000)))
            .level("INFO")
            .message(word(random, 300))
            .id()
            .labels(words(random))
            .tags(words(random).keySet())
            .log(word(random, 100), null)
            .thread(word(random, 100))
            .end();
    return new String(line, UTF_8).strip();
  }

  /** Up to 32 random keys. */
  private static Map<String, String> words(Random random) {
    Map<String, String> words = new TreeMap<>();
    for (int i = random.nextInt(33); i > 0; i--) {
      words.put(word(random, 40), word(random, 512));
    }
    return words;
  }

  /** A word of letters, dots, blanks, punctuation and non-ASCII characters. */
  private static String word(Random random, int longest) {
    String letters = "abcdefghijklmnopqrstuvwxyz0123456789.._-$*\\\"'<> []{}\u00e9\u6f22";
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(longest); i >= 0; i--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static void store(List<String> lines) {
    JsonNode answer = elasticsearch.send("POST", "/" + Elasticsearch.INDEX + "/_bulk", bulk(lines));
    assertThat(answer.at("/errors").asBoolean()).as(answer.toString()).isFalse();
  }

  private static String bulk(List<String> lines) {
    StringBuilder body = new StringBuilder();
    lines.forEach(line -> body.append("{\"create\":{}}\n").append(line).append('\n'));
    return body.toString();
  }

  private static JsonNode mapping() {
    return elasticsearch.get("/" + Elasticsearch.INDEX + "/_mapping");
  }

  private static JsonNode installed() {
    return elasticsearch.get(TEMPLATE).at("/index_templates/0/index_template");
  }

  private static void putTemplate(String version) {
    elasticsearch.send(
        "PUT",
        TEMPLATE,
        "{" + version + "\"index_patterns\":[\"logs-moontrace-*\"],\"priority\":500}");
  }
}
