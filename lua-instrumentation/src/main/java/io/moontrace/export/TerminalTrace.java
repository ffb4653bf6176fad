package io.moontrace.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The spans of one trace that have arrived so far. Not thread-safe. */
final class TerminalTrace {
  static final int MAX_SPANS = 200;

  private final List<SpanData> spans = new ArrayList<>();
  private boolean root;
  private long lastExport;
  private int dropped;

  /**
   * Adds a span; spans beyond the limit are only counted. The root arrives last, so it is always
   * added.
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

  /** Whether the root, which ends last, has arrived. */
  boolean hasRoot() {
    return root;
  }

  /** The number of the export that contained the last span. */
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
