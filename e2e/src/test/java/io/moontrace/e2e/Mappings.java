package io.moontrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The fields of the shipped component template. */
final class Mappings {
  private static final String FILE = "collector-config/elasticsearch/mappings.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode mappings;

  private Mappings(JsonNode mappings) {
    this.mappings = mappings;
  }

  static Mappings shipped() {
    try {
      return new Mappings(JSON.readTree(Repository.file(FILE).toFile()).at("/template/mappings"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The type of a field such as {@code error.id}, also below a flattened one; empty for none. */
  String type(String field) {
    JsonNode node = mappings;
    for (String name : field.split("\\.", -1)) {
      if (node.path("type").asText().equals("flattened")) {
        return "flattened";
      }
      JsonNode below = node.path("properties").path(name);
      node = below.isMissingNode() ? node.path("fields").path(name) : below;
    }
    return node.path("type").asText();
  }
}
