package io.moontrace.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The spans of one trace that have come so far. */
final class TerminalTrace {
  static final int MAX_SPANS = 200;

  private final List<SpanData> spans = new ArrayList<>();
  private boolean root;
  private long lastExport;
  private int dropped;

  /**
   * Adds a span; what is above the limit is only counted. The root comes last, so it is always
   * taken.
   */
  void add(SpanData span, long export) {
    lastExport = export;
    boolean isRoot = isRoot(span);
    if (spans.size() < MAX_SPANS || (isRoot && !root)) {
      spans.add(span);
    } else {
      dropped++;
    }
    root |= isRoot;
  }

  static boolean isRoot(SpanData span) {
    return !span.getParentSpanContext().isValid();
  }

  /** Whether the span without a parent is there: it ends after all others. */
  boolean hasRoot() {
    return root;
  }

  /** The number of the export that brought the last span. */
  long lastExport() {
    return lastExport;
  }

  List<SpanData> spans() {
    return Collections.unmodifiableList(spans);
  }

  int dropped() {
    return dropped;
  }
}
