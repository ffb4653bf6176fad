package io.moontrace.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the spans of a trace until its root arrives, then prints the trace as one text.
 * Thread-safe.
 *
 * <p>A trace whose root does not arrive, because it belongs to another process or was lost, is
 * printed at the second export after its last span, or at a flush or shutdown, whichever is first.
 * A span that arrives after its trace was printed starts the trace again.
 *
 * <p>At most {@link #MAX_TRACES} traces wait, each with at most {@link TerminalTrace#MAX_SPANS}
 * spans; the number of dropped ones is printed. Never throws: a batch that cannot be printed is a
 * failed export.
 */
final class TerminalSpanExporter implements SpanExporter {
  static final int MAX_TRACES = 512;

  /** Exports without a new span after which a trace is printed without its root. */
  private static final int PATIENCE = 2;

  private final PrintStream out;
  private final TerminalTree tree;
  private final Map<String, TerminalTrace> waiting = new LinkedHashMap<>();
  private long exports;
  private long dropped;
  private boolean stopped;

  TerminalSpanExporter(PrintStream out, TerminalTree tree) {
    this.out = out;
    this.tree = tree;
  }

  @Override
  public synchronized CompletableResultCode export(Collection<SpanData> spans) {
    if (stopped) {
      return CompletableResultCode.ofFailure();
    }
    try {
      exports++;
      spans.forEach(this::add);
      print(false);
      return CompletableResultCode.ofSuccess();
    } catch (RuntimeException | LinkageError e) {
      return CompletableResultCode.ofFailure();
    }
  }

  @Override
  public synchronized CompletableResultCode flush() {
    try {
      print(true);
      return CompletableResultCode.ofSuccess();
    } catch (RuntimeException | LinkageError e) {
      return CompletableResultCode.ofFailure();
    }
  }

  @Override
  public synchronized CompletableResultCode shutdown() {
    stopped = true;
    return flush();
  }

  private void add(SpanData span) {
    TerminalTrace trace = waiting.get(span.getTraceId());
    if (trace == null) {
      if (waiting.size() >= MAX_TRACES) {
        dropped++;
        return;
      }
      trace = new TerminalTrace();
      waiting.put(span.getTraceId(), trace);
    }
    trace.add(span, exports);
  }

  private void print(boolean all) {
    Iterator<TerminalTrace> traces = waiting.values().iterator();
    while (traces.hasNext()) {
      TerminalTrace trace = traces.next();
      if (all || trace.hasRoot() || exports - trace.lastExport() >= PATIENCE) {
        // Removed first, so that a trace that cannot be printed is not tried again.
        traces.remove();
        write(tree.text(trace));
      }
    }
    if (dropped > 0) {
      write(dropped + " spans dropped: more than " + MAX_TRACES + " traces were waiting\n");
      dropped = 0;
    }
  }

  /** One call per trace, so that output of the program does not interleave with it. */
  private void write(String text) {
    out.print(text);
    out.flush();
  }
}
