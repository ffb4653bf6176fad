package io.moontrace.boundary;

import static io.moontrace.boundary.LuajSingletons.instrumenter;

import io.moontrace.bootstrap.EntryDurations;
import io.moontrace.bootstrap.RuntimeSettings;
import io.moontrace.error.ErrorReport;
import io.moontrace.report.ExceptionEvents;
import io.moontrace.report.ThrowableReports;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;

/** One outermost call into Lua, from {@link #start} to {@link #end}. Confined to its thread. */
abstract class LuaEntry {

  /** Null if the function is not written in Lua. */
  static @Nullable LuaEntry start(LuaFunction function) {
    Context parent = Context.current();
    if (isUnsampled(parent)) {
      return LuaCall.isLua(function) ? WithoutSpan.of(function) : null;
    }
    LuaCall call = LuaCall.of(function);
    if (call == null) {
      return null;
    }
    return instrumenter().shouldStart(parent, call)
        ? new WithSpan(call, instrumenter().start(parent, call))
        : WithoutSpan.of(function);
  }

  /**
   * Called when the call has ended.
   *
   * @param thrown the throwable that escaped Lua, or null
   */
  abstract void end(@Nullable Throwable thrown);

  /**
   * Whether the span would not be sampled. This is frequent in busy programs, so not even the name
   * of the span is computed.
   */
  private static boolean isUnsampled(Context parent) {
    if (!RuntimeSettings.unsampledParentDecides()) {
      return false;
    }
    SpanContext span = Span.fromContext(parent).getSpanContext();
    return span.isValid() && !span.isSampled();
  }

  private static final class WithSpan extends LuaEntry {
    private final LuaCall call;
    private final Context context;
    private final Scope scope;
    private final long start = EntryDurations.areEnabled() ? System.nanoTime() : 0;

    @SuppressWarnings(
        "MustBeClosedChecker") // closed by end(), which woven code calls on every exit
    WithSpan(LuaCall call, Context context) {
      this.call = call;
      this.context = context;
      scope = context.makeCurrent();
    }

    @Override
    void end(@Nullable Throwable thrown) {
      scope.close();
      ErrorReport report = null;
      try {
        report = thrown == null ? null : ThrowableReports.report(thrown, context);
        if (report != null) {
          ExceptionEvents.add(Span.fromContext(context), report);
        }
      } finally {
        instrumenter().end(context, call, report, null);
      }
      if (thrown != null && report != null) {
        EscapedErrors.publish(thrown, report);
      }
      if (start != 0) {
        String type = report == null ? null : report.type();
        EntryDurations.ended(start, call.chunk().lowCardinalityName(), type);
      }
    }
  }

  /** An entry without a span, which still reports errors. */
  private static class WithoutSpan extends LuaEntry {
    private static final LuaEntry INSTANCE = new WithoutSpan();

    static LuaEntry of(LuaFunction function) {
      return EntryDurations.areEnabled() ? new Timed(LuaCall.chunkName(function)) : INSTANCE;
    }

    @Override
    void end(@Nullable Throwable thrown) {
      if (thrown != null) {
        report(thrown);
      }
    }

    static ErrorReport report(Throwable thrown) {
      ErrorReport report = ThrowableReports.report(thrown, Context.current());
      EscapedErrors.publish(thrown, report);
      return report;
    }
  }

  /** Measures the duration, if metrics are enabled. */
  private static final class Timed extends WithoutSpan {
    private final String chunk;
    private final long start = System.nanoTime();

    Timed(String chunk) {
      this.chunk = chunk;
    }

    @Override
    void end(@Nullable Throwable thrown) {
      EntryDurations.ended(start, chunk, thrown == null ? null : report(thrown).type());
    }
  }
}
