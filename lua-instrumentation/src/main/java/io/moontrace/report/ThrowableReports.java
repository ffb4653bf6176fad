package io.moontrace.report;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.bootstrap.RemoteCauses;
import io.moontrace.error.Cause;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.Limits;
import io.moontrace.frames.LuaFrames;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** Makes the reports of throwables. */
public final class ThrowableReports {

  /**
   * The report of an error that has escaped Lua. LuaJ's wrapper and the exception in it share one
   * {@code error.id}. If the same throwable is thrown again later, it starts with an empty stack.
   */
  public static ErrorReport report(Throwable thrown, Context context) {
    RaisedError error = RaisedError.of(thrown);
    ErrorReport report = report(error, context);
    for (Throwable layer : error.layers()) {
      ErrorReports.shareId(layer, error.throwable());
      ErrorReports.remember(layer, report);
      LuaFrames.markReported(layer);
    }
    return report;
  }

  /**
   * The report of an error that may still be propagating, with as much of its stack as is known. It
   * keeps its {@code error.id} if it is reported again further out.
   */
  public static ErrorReport inFlight(Throwable thrown, Context context) {
    return report(RaisedError.caught(thrown), context);
  }

  /** The report of an error that a script is catching. */
  public static ErrorReport handled(Throwable thrown, Context context) {
    RaisedError error = RaisedError.caught(thrown);
    return builder(error, causes(error), context).handled(true).build();
  }

  /** The error with this error value that a script caught in this entry, or null. */
  public static @Nullable Throwable caughtAs(LuaValue value) {
    return RethrowOrigin.ofValue(value, LuaBoundary.current().caughtThrowables().latestFirst());
  }

  private static ErrorReport report(RaisedError error, Context context) {
    List<Cause> causes = causes(error);
    Cause remote = RemoteCauses.current();
    if (remote != null && causes.size() < Limits.CAUSES) {
      causes.add(remote);
    }
    return builder(error, causes, context).build();
  }

  private static List<Cause> causes(RaisedError error) {
    return Causes.of(error, LuaBoundary.current().caughtThrowables().latestFirst());
  }

  private static ErrorReport.Builder builder(
      RaisedError error, List<Cause> causes, Context context) {
    ErrorReport.Builder report =
        ErrorReport.builder(ErrorReports.idOf(error.throwable()), error.language(), error.type())
            .message(error.message())
            .literalText(error.literalText())
            .stack(error.stack())
            .causes(causes)
            .trace(SpanIds.of(Span.fromContext(context).getSpanContext()));
    RequestContext.of(context).forEach(report::context);
    return report;
  }

  private ThrowableReports() {}
}
