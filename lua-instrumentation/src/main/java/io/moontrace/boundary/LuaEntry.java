package io.moontrace.boundary;

import static io.moontrace.boundary.LuajSingletons.instrumenter;

import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.report.ExceptionEvents;
import io.moontrace.report.ThrowableReports;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** One outermost call into Lua, from {@link #start} to {@link #end} on the same thread. */
final class LuaEntry {
  private final LuaCall call;
  private final Context context;
  private final @Nullable Scope scope;

  private LuaEntry(LuaCall call, Context context, @Nullable Scope scope) {
    this.call = call;
    this.context = context;
    this.scope = scope;
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by end(), which woven code calls on every exit
  static LuaEntry start(LuaCall call) {
    Context parent = Context.current();
    if (!instrumenter().shouldStart(parent, call)) {
      return new LuaEntry(call, parent, null);
    }
    Context context = instrumenter().start(parent, call);
    return new LuaEntry(call, context, context.makeCurrent());
  }

  void end(@Nullable Throwable thrown) {
    if (scope != null) {
      scope.close();
    }
    ErrorReport report = null;
    try {
      report = thrown == null ? null : ThrowableReports.report(thrown, context);
      if (report != null && scope != null) {
        ExceptionEvents.add(Span.fromContext(context), report);
      }
    } finally {
      if (scope != null) {
        instrumenter().end(context, call, report, null);
      }
    }
    if (report != null) {
      ErrorReports.publish(report);
    }
  }
}
