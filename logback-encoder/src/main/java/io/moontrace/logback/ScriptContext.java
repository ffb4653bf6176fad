package io.moontrace.logback;

import io.moontrace.bootstrap.BusinessContext;
import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.error.TraceIds;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What scripts said by {@code otel.context.set} of the request that this thread works on. Known
 * under the agent only, and on the thread that logs: behind an AsyncAppender it is not.
 */
final class ScriptContext {
  private static final boolean HAS_AGENT = LuaBoundary.class.getClassLoader() == null;

  /**
   * String to string, bounded.
   *
   * @param trace that of the event; what was said in another is not told
   */
  static Map<String, String> of(@Nullable TraceIds trace) {
    return of(trace == null ? BusinessContext.NO_TRACE : trace.traceId());
  }

  /**
   * The same.
   *
   * @param traceId {@link BusinessContext#NO_TRACE} where there is none
   */
  static Map<String, String> of(String traceId) {
    return HAS_AGENT ? LuaBoundary.current().business().of(traceId) : Collections.emptyMap();
  }

  private ScriptContext() {}
}
