package io.moontrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The spans of one trace. */
record Trace(List<Span> spans) {

  /** Parses a response of Jaeger's {@code /api/v3/traces}, in OTLP's JSON form. */
  static Trace parse(JsonNode json) {
    List<Span> spans = new ArrayList<>();
    for (JsonNode resource : json.path("result").path("resourceSpans")) {
      for (JsonNode scope : resource.path("scopeSpans")) {
        String name = scope.path("scope").path("name").asText();
        scope.path("spans").forEach(span -> spans.add(Span.parse(name, span)));
      }
    }
    return new Trace(spans);
  }

  /**
   * The trace as a tree with one line per span: two blanks of indentation per ancestor, then kind
   * and name. A span with a missing parent is not indented.
   */
  String tree() {
    Set<String> ids = spans.stream().map(Span::id).collect(Collectors.toSet());
    StringBuilder tree = new StringBuilder();
    for (Span span : spans) {
      if (!ids.contains(span.parent())) {
        append(tree, span, "");
      }
    }
    return tree.toString();
  }

  private void append(StringBuilder tree, Span span, String indent) {
    tree.append(indent).append(span.kind()).append(' ').append(span.name()).append('\n');
    for (Span child : spans) {
      if (child.parent().equals(span.id())) {
        append(tree, child, indent + "  ");
      }
    }
  }

  /** The only span of an instrumentation scope. */
  Span of(String scope) {
    List<Span> found = spans.stream().filter(span -> span.scope().equals(scope)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans of " + scope + " in\n" + tree());
    }
    return found.get(0);
  }
}
