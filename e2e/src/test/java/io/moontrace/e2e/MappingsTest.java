package io.moontrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moontrace.error.ErrorEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The template maps every field that a line can have. */
class MappingsTest {
  private static final String SCHEMA = "error-event.schema.json";

  @Test
  void eachFieldOfTheSchemaIsMapped() throws IOException {
    Map<String, String> types = new TreeMap<>();
    try (InputStream schema = ErrorEvent.class.getResourceAsStream(SCHEMA)) {
      collect("", new ObjectMapper().readTree(schema), types);
    }

    assertThat(types).containsKeys("error.stack_trace", "log.origin.file.line", "log.level");
    assertThat(types).doesNotContainValue("");
    assertThat(types)
        .containsEntry("@timestamp", "date")
        .containsEntry("context", "flattened")
        .containsEntry("labels", "flattened")
        .containsEntry("error.frames", "flattened")
        .containsEntry("error.causes", "flattened")
        .containsEntry("error.handled", "boolean")
        .containsEntry("message", "text");
    assertThat(Mappings.shipped().type("error.stack_trace.text")).isEqualTo("text");
  }

  @Test
  void aMissingFieldHasNoType() {
    assertThat(Mappings.shipped().type("error.nothing")).isEmpty();
  }

  /**
   * Collects the fields of objects with fixed properties; objects with arbitrary keys are one
   * field.
   */
  private static void collect(String path, JsonNode schema, Map<String, String> types) {
    schema
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              String field = path.isEmpty() ? name : path + "." + name;
              if (property.has("properties")) {
                collect(field, property, types);
              } else {
                types.put(field, Mappings.shipped().type(field));
              }
            });
  }
}
