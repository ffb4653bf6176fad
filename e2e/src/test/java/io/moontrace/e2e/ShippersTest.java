package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Checks the form of the files for Filebeat, Logstash and Compose, without running the first two.
 */
class ShippersTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  @Test
  void filebeatReadsTheFilesOfTheCollectorAndUsesTheSameDocumentIds() throws IOException {
    JsonNode filebeat = yaml("collector-config/filebeat.yml");
    JsonNode collector = yaml("collector-config/collector.yaml");

    JsonNode input = filebeat.at("/filebeat.inputs/0");
    assertThat(input.at("/paths").toString().replace("MOONTRACE_LOGS:", "env:MOONTRACE_LOGS:-"))
        .isEqualTo(collector.at("/receivers/file_log/include").toString());
    JsonNode copied = filebeat.at("/processors/0/copy_fields/fields/0");
    assertThat(copied.at("/from").asText()).isEqualTo("event.id");
    assertThat(copied.at("/to").asText()).isEqualTo("@metadata._id");
    assertThat(filebeat.at("/output.elasticsearch/index").asText()).isEqualTo(Elasticsearch.INDEX);
    assertThat(filebeat.at("/setup.template.enabled").asBoolean(true)).isFalse();
  }

  @Test
  void logstashUsesTheSameDocumentIds() throws IOException {
    String logstash = text("collector-config/logstash.conf").replaceAll("(?m)^\\s*#.*$", "");

    assertThat(logstash.chars().filter(c -> c == '{').count())
        .isEqualTo(logstash.chars().filter(c -> c == '}').count());
    assertThat(logstash)
        .contains("add_field => { \"[@metadata][id]\" => \"%{[event][id]}\" }")
        .contains("document_id => \"%{[@metadata][id]}\"")
        .contains("action => \"create\"")
        .contains("index => \"" + Elasticsearch.INDEX + "\"")
        .contains("manage_template => false");
  }

  @Test
  void theVariablesOfComposeAreInTheExample() throws IOException {
    Map<String, String> taken = new TreeMap<>();
    Matcher variable =
        Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}").matcher(text("docker-compose.yml"));
    while (variable.find()) {
      taken.put(variable.group(1), variable.group(2));
    }
    Map<String, String> shown = new TreeMap<>();
    Matcher setting = Pattern.compile("(?m)^#([A-Z_]+)=(.*)$").matcher(text(".env.example"));
    while (setting.find()) {
      shown.put(setting.group(1), setting.group(2));
    }

    assertThat(taken.keySet()).hasSizeGreaterThan(15).isSubsetOf(shown.keySet());
    taken.forEach(
        (name, value) -> {
          if (name.endsWith("_PORT") || name.endsWith("_IMAGE")) {
            assertThat(shown).containsEntry(name, value);
          }
        });
  }

  private static JsonNode yaml(String path) throws IOException {
    return YAML.readTree(text(path));
  }

  private static String text(String path) throws IOException {
    return Files.readString(Repository.file(path), UTF_8);
  }
}
