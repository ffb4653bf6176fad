package io.moontrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The spans of one trace. */
record Trace(List<Span> spans) {

  /** Reads an answer of Jaeger's {@code /api/v3/traces}, which is OTLP's JSON form. */
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
   * The trace as a tree, one line a span: two blanks of indentation for each parent, then the kind
   * and the name. A span whose parent is missing stands at the left.
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

  /** The one span of that instrumentation. */
  Span of(String scope) {
    List<Span> found = spans.stream().filter(span -> span.scope().equals(scope)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans of " + scope + " in\n" + tree());
    }
    return found.get(0);
  }
}
