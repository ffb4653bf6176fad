package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks the form of the Kibana objects, without a Kibana. */
class KibanaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern QUERIED = Pattern.compile("([a-z_.]+) :");

  /** By {@code type:id}. */
  private static final Map<String, JsonNode> objects = new LinkedHashMap<>();

  @BeforeAll
  static void read() throws IOException {
    for (String line :
        Files.readAllLines(Repository.file("collector-config/kibana/moontrace.ndjson"), UTF_8)) {
      JsonNode object = JSON.readTree(line);
      objects.put(object.at("/type").asText() + ":" + object.at("/id").asText(), object);
    }
  }

  @Test
  void aDataViewThreeSearchesAndADashboard() {
    assertThat(objects.keySet())
        .containsExactly(
            "index-pattern:moontrace",
            "search:moontrace-errors",
            "search:moontrace-handled",
            "search:moontrace-pipeline",
            "dashboard:moontrace-errors");
    assertThat(objects.get("index-pattern:moontrace").at("/attributes/title").asText())
        .isEqualTo("logs-moontrace-*");
  }

  @Test
  void referencedObjectsExist() {
    for (JsonNode object : objects.values()) {
      for (JsonNode reference : object.path("references")) {
        assertThat(objects)
            .containsKey(reference.at("/type").asText() + ":" + reference.at("/id").asText());
      }
    }
  }

  @Test
  void eachPanelHasItsReference() throws IOException {
    JsonNode dashboard = objects.get("dashboard:moontrace-errors");
    List<String> references = dashboard.path("references").findValuesAsText("name");

    for (JsonNode panel : panels()) {
      String id = panel.at("/panelIndex").asText();
      String name =
          panel.at("/type").asText().equals("lens")
              ? id + ":indexpattern-datasource-layer-" + id
              : id + ":" + panel.at("/panelRefName").asText();
      assertThat(references).contains(name);
    }
    assertThat(panels()).hasSize(references.size());
  }

  @Test
  void eachFieldIsMapped() throws IOException {
    Set<String> fields = new TreeSet<>();
    for (JsonNode object : objects.values()) {
      object.at("/attributes/columns").forEach(column -> fields.add(column.asText()));
      fields.addAll(queried(object.findValuesAsText("searchSourceJSON")));
    }
    JsonNode panels = panels();
    fields.addAll(panels.findValuesAsText("sourceField"));
    fields.addAll(queried(panels.findValuesAsText("query")));
    fields.remove("___records___");

    assertThat(fields).hasSizeGreaterThan(10);
    assertThat(fields).allMatch(field -> !Mappings.shipped().type(field).isEmpty());
  }

  @Test
  void eachColumnOfAPanelIsDefined() throws IOException {
    for (JsonNode panel : panels()) {
      JsonNode state = panel.at("/embeddableConfig/attributes/state");
      for (JsonNode layer : state.at("/datasourceStates/formBased/layers")) {
        List<String> columns = new ArrayList<>();
        layer.path("columns").forEachEntry((id, column) -> columns.add(id));
        List<String> order = new ArrayList<>();
        layer.path("columnOrder").forEach(id -> order.add(id.asText()));
        assertThat(order).containsExactlyInAnyOrderElementsOf(columns);
      }
    }
  }

  @Test
  void aTraceIdLeadsToJaeger() throws IOException {
    JsonNode formats =
        JSON.readTree(
            objects.get("index-pattern:moontrace").at("/attributes/fieldFormatMap").asText());

    assertThat(formats.at("/trace_id/id").asText()).isEqualTo("url");
    assertThat(formats.at("/trace_id/params/urlTemplate").asText())
        .isEqualTo("http://127.0.0.1:16686/trace/{{value}}");
    assertThat(formats.at("/trace.id")).isEqualTo(formats.at("/trace_id"));
  }

  private static JsonNode panels() throws IOException {
    return JSON.readTree(
        objects.get("dashboard:moontrace-errors").at("/attributes/panelsJSON").asText());
  }

  private static List<String> queried(List<String> queries) {
    List<String> fields = new ArrayList<>();
    for (String query : queries) {
      Matcher field = QUERIED.matcher(query);
      while (field.find()) {
        fields.add(field.group(1));
      }
    }
    return fields;
  }
}
