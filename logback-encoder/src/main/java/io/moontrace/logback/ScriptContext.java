package io.moontrace.logback;

import io.moontrace.bootstrap.BusinessContext;
import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.error.TraceIds;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The business context that scripts set by {@code otel.context.set} for the request of this thread.
 * Available only under the agent and on the logging thread, so not behind an AsyncAppender.
 */
final class ScriptContext {
  private static final boolean HAS_AGENT = LuaBoundary.class.getClassLoader() == null;

  /**
   * The context, string to string, bounded.
   *
   * @param trace the trace of the event; context of other traces is ignored
   */
  static Map<String, String> of(@Nullable TraceIds trace) {
    return of(trace == null ? BusinessContext.NO_TRACE : trace.traceId());
  }

  /**
   * The context, string to string, bounded.
   *
   * @param traceId {@link BusinessContext#NO_TRACE} if there is no trace
   */
  static Map<String, String> of(String traceId) {
    return HAS_AGENT ? LuaBoundary.current().business().of(traceId) : Collections.emptyMap();
  }

  private ScriptContext() {}
}
