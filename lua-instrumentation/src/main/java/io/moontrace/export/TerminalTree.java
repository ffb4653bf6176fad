package io.moontrace.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Formats a trace as a tree: one line per span, children below their parent in the order of their
 * start, and the exceptions of a span below its line.
 */
final class TerminalTree {
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  private static final Comparator<SpanData> ROOT_THEN_START =
      Comparator.comparing((SpanData span) -> !TerminalTrace.isRoot(span))
          .thenComparingLong(SpanData::getStartEpochNanos);

  private final String branch;
  private final String lastBranch;
  private final String line;

  /**
   * @param boxLines whether the output supports box-drawing characters; otherwise ASCII is used
   */
  TerminalTree(boolean boxLines) {
    branch = boxLines ? "├─ " : "|- ";
    lastBranch = boxLines ? "└─ " : "`- ";
    line = boxLines ? "│  " : "|  ";
  }

  /** The complete trace, ending with an empty line. */
  String text(TerminalTrace trace) {
    List<SpanData> spans = new ArrayList<>(trace.spans());
    spans.sort(ROOT_THEN_START);
    Drawing drawing = new Drawing(spans);
    drawing.text.append(title(trace, spans));
    for (SpanData span : spans) {
      if (drawing.isTop(span)) {
        drawing.draw(span, "", "");
      }
    }
    // Spans in a cycle of parents have no top; they are drawn here.
    for (SpanData span : spans) {
      drawing.draw(span, "", "");
    }
    return drawing.text.append('\n').toString();
  }

  private static String title(TerminalTrace trace, List<SpanData> spans) {
    SpanData first = spans.get(0);
    String service = first.getResource().getAttribute(SERVICE);
    StringBuilder title = new StringBuilder("trace ").append(first.getTraceId());
    if (service != null) {
      title.append("  ").append(TerminalText.line(service));
    }
    title.append("  ").append(spans.size()).append(spans.size() == 1 ? " span" : " spans");
    if (trace.dropped() > 0) {
      title.append(", ").append(trace.dropped()).append(" more dropped");
    }
    if (!trace.hasRoot()) {
      title.append("  (the root is not among them)");
    }
    return title.append('\n').toString();
  }

  /** The state while one trace is formatted. */
  private final class Drawing {
    final StringBuilder text = new StringBuilder();
    private final Map<String, List<SpanData>> children = new HashMap<>();
    private final Map<String, SpanData> byId = new HashMap<>();
    private final Set<SpanData> drawn = Collections.newSetFromMap(new IdentityHashMap<>());

    Drawing(List<SpanData> spans) {
      for (SpanData span : spans) {
        byId.put(span.getSpanId(), span);
        children.computeIfAbsent(span.getParentSpanId(), id -> new ArrayList<>()).add(span);
      }
    }

    boolean isTop(SpanData span) {
      return !byId.containsKey(span.getParentSpanId());
    }

    /**
     * @param first the prefix of the span's own line
     * @param rest the prefix of the lines below it
     */
    void draw(SpanData span, String first, String rest) {
      if (!drawn.add(span)) {
        return;
      }
      List<SpanData> below = children.getOrDefault(span.getSpanId(), new ArrayList<>());
      text.append(first).append(TerminalSpan.line(span)).append('\n');
      for (String exceptionLine : TerminalSpan.exceptions(span)) {
        text.append(rest).append(below.isEmpty() ? "   " : line).append(exceptionLine).append('\n');
      }
      for (int i = 0; i < below.size(); i++) {
        boolean last = i == below.size() - 1;
        draw(below.get(i), rest + (last ? lastBranch : branch), rest + (last ? "   " : line));
      }
    }
  }
}
