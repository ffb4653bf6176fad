package io.moontrace.benchmarks;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Outermost calls from Java into Lua; under the agent each is an entry. */
@State(Scope.Thread)
public class EntryBenchmark {
  private static final LuaValue TEN = LuaValue.valueOf(10);

  private final Globals globals = JsePlatform.standardGlobals();
  private final LuaValue identity =
      globals.load("return function(x) return x end", "@identity.lua").call();
  private final LuaValue descend =
      globals
          .load(
              "local function descend(n) if n == 1 then error('bad') end"
                  + " local r = descend(n - 1) return r end return descend",
              "@descend.lua")
          .call();

  @Benchmark
  public LuaValue entry() {
    return identity.call(TEN);
  }

  /** An entry in a request that the caller decided not to sample. */
  @Benchmark
  public LuaValue entryOfUnsampledRequest(UnsampledRequest request) {
    return entry();
  }

  /** An error with ten Lua frames escapes Lua; under the agent it is reported. */
  @Benchmark
  public LuaError errorLeaves() {
    try {
      descend.call(TEN);
      throw new AssertionError("no error");
    } catch (LuaError e) {
      return e;
    }
  }

  /** How a program without the agent makes an error visible. */
  @Benchmark
  public String errorPrinted() {
    StringWriter text = new StringWriter();
    errorLeaves().printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Makes an unsampled span current on the measuring thread. */
  @State(Scope.Thread)
  public static class UnsampledRequest {
    @SuppressWarnings("MustBeClosedChecker")
    private final io.opentelemetry.context.Scope current =
        Span.wrap(
                SpanContext.create(
                    "4bf92f3577b34da6a3ce929d0e0e4736",
                    "00f067aa0ba902b7",
                    TraceFlags.getDefault(),
                    TraceState.getDefault()))
            .makeCurrent();

    @TearDown
    public void end() {
      current.close();
    }
  }
}
