package io.moontrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Converts values of OTLP's JSON form to plain JSON. */
final class OtlpValues {
  private static final JsonNodeFactory nodes = JsonNodeFactory.instance;

  /** The attributes of a span, an event or a log record, as one object. */
  static ObjectNode attributes(JsonNode owner) {
    return object(owner.path("attributes"));
  }

  private static ObjectNode object(JsonNode keyValues) {
    ObjectNode object = nodes.objectNode();
    keyValues.forEach(each -> object.set(each.get("key").asText(), plain(each.get("value"))));
    return object;
  }

  private static JsonNode plain(JsonNode value) {
    if (value.has("arrayValue")) {
      ArrayNode array = nodes.arrayNode();
      value.at("/arrayValue/values").forEach(each -> array.add(plain(each)));
      return array;
    }
    if (value.has("kvlistValue")) {
      return object(value.at("/kvlistValue/values"));
    }
    if (value.has("intValue")) {
      return nodes.numberNode(value.get("intValue").asInt());
    }
    return value.isEmpty() ? nodes.nullNode() : value.elements().next();
  }

  private OtlpValues() {}
}
