package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The field rules that Elastic publishes for JSON log lines: {@code spec/spec.json} of
 * elastic/ecs-logging, beside this class.
 */
final class EcsLoggingSpec {
  private static final JsonNode FIELDS = fields();

  /** Asserts required fields, types, nesting, the first fields and the keys of labels. */
  static void assertHolds(JsonNode line) {
    List<String> order = new ArrayList<>();
    line.fieldNames().forEachRemaining(order::add);
    for (Map.Entry<String, JsonNode> field : FIELDS.properties()) {
      String name = field.getKey();
      JsonNode rule = field.getValue();
      JsonNode value = value(line, name, rule);
      if (rule.path("required").asBoolean()) {
        assertThat(value.isMissingNode()).as(name + " is there").isFalse();
      }
      if (!value.isMissingNode()) {
        assertType(name, rule.get("type").asText(), value);
      }
      if (rule.has("index")) {
        assertThat(order.get(rule.get("index").asInt())).isEqualTo(name);
      }
      if (rule.has("sanitization")) {
        assertKeys(value, rule.at("/sanitization/key/replacements"));
      }
    }
  }

  /** The value under a dotted name or, if the rule allows it, in nested objects. */
  private static JsonNode value(JsonNode line, String name, JsonNode rule) {
    JsonNode dotted = line.path(name);
    return dotted.isMissingNode() && rule.path("nesting_allowed").asBoolean()
        ? line.at('/' + name.replace('.', '/'))
        : dotted;
  }

  private static void assertType(String name, String type, JsonNode value) {
    switch (type) {
      case "datetime" -> assertThat(Instant.parse(value.textValue())).as(name).isNotNull();
      case "string" -> assertThat(value.isTextual()).as(name).isTrue();
      case "object" -> assertThat(value.isObject()).as(name).isTrue();
      default -> throw new AssertionError("unknown type: " + type);
    }
  }

  private static void assertKeys(JsonNode object, JsonNode forbidden) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      forbidden.forEach(text -> assertThat(entry.getKey()).doesNotContain(text.asText()));
    }
  }

  private static JsonNode fields() {
    try (InputStream file = EcsLoggingSpec.class.getResourceAsStream("ecs-logging-spec.json")) {
      return new ObjectMapper().readTree(file).get("fields");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private EcsLoggingSpec() {}
}
