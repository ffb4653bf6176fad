package io.moontrace.script;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.bootstrap.OpenScopes;
import io.moontrace.error.ErrorReport;
import io.moontrace.report.ExceptionEvents;
import io.moontrace.report.ThrowableReports;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/**
 * {@code otel.span(name, fn, attributes, options)}: runs a function inside a span. Results and
 * errors of the function are passed through unchanged, and the span is ended on every way out.
 */
final class RunInSpan extends VarArgFunction {
  private final LuaTable metatable;

  RunInSpan(LuaTable metatable) {
    this.name = "span";
    this.metatable = metatable;
  }

  @Override
  public Varargs invoke(Varargs values) {
    Arguments arguments = Arguments.of(name, false, values);
    String spanName = arguments.text(1);
    LuaFunction function = arguments.function(2);
    LuaTable attributes = arguments.optionalTable(3);
    LuaTable options = arguments.optionalTable(4);
    OpenScopes scopes = LuaBoundary.current().scopes();
    int depth = scopes.depth();
    ScriptSpan span = open(spanName, attributes, options, scopes);
    try {
      Varargs results = function.invoke(span == null ? NIL : span);
      close(span, null, scopes, depth);
      return results;
    } catch (Throwable t) {
      close(span, t, scopes, depth);
      throw t;
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  private @Nullable ScriptSpan open(
      String spanName,
      @Nullable LuaTable attributes,
      @Nullable LuaTable options,
      OpenScopes scopes) {
    try {
      if (scopes.isFull()) {
        return ScriptSpan.none(metatable);
      }
      ScriptSpan span = ScriptSpan.start(spanName, attributes, options, metatable);
      scopes.push(span.context().makeCurrent(), false);
      return span;
    } catch (RuntimeException | LinkageError e) {
      ScriptModules.failed(
          "otel.span could not start a span, and the function runs without one", e);
      return null;
    }
  }

  /** In a stack overflow even this may fail; then a caller further out closes the scope. */
  private static void close(
      @Nullable ScriptSpan span, @Nullable Throwable thrown, OpenScopes scopes, int depth) {
    try {
      scopes.closeDownTo(depth);
      if (span != null) {
        if (thrown != null && !isOrphan(thrown) && span.span().isRecording()) {
          recordFailure(span, thrown);
        }
        span.span().end();
      }
    } catch (RuntimeException | LinkageError t) {
      ScriptModules.failed("otel.span could not end its span", t);
    } catch (Throwable t) {
      // There may be no stack left to log anything. The error of the script propagates.
    }
  }

  private static void recordFailure(ScriptSpan span, Throwable thrown) {
    ErrorReport report = ThrowableReports.inFlight(thrown, span.context());
    ExceptionEvents.add(span.span(), report);
    span.span().setStatus(StatusCode.ERROR, report.message());
    span.span().setAttribute("error.type", report.type());
  }

  /** LuaJ throws this to end the thread of a coroutine that is no longer reachable. */
  private static boolean isOrphan(Throwable thrown) {
    return thrown.getClass().getName().equals("org.luaj.vm2.OrphanedThread");
  }
}
