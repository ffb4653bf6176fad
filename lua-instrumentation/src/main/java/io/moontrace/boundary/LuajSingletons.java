package io.moontrace.boundary;

import io.moontrace.error.ErrorReport;
import io.moontrace.error.Version;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;

/** The instrumenter, one per copy of LuaJ. */
final class LuajSingletons {
  static final String INSTRUMENTATION_NAME = "io.moontrace.luaj";

  private static final Instrumenter<LuaCall, ErrorReport> INSTRUMENTER =
      Instrumenter.<LuaCall, ErrorReport>builder(
              GlobalOpenTelemetry.get(), INSTRUMENTATION_NAME, LuaCall::spanName)
          .setInstrumentationVersion(Version.get())
          .addAttributesExtractor(new LuaCallAttributes())
          .setSpanStatusExtractor(
              (status, call, report, error) -> {
                if (report != null) {
                  status.setStatus(StatusCode.ERROR, report.message());
                }
              })
          .buildInstrumenter();

  /** The response type is the report of the error that ended the call. */
  static Instrumenter<LuaCall, ErrorReport> instrumenter() {
    return INSTRUMENTER;
  }

  private LuajSingletons() {}
}
