package io.moontrace.benchmarks;

import org.luaj.vm2.LuaValue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One call of a {@link Script}, long enough to make the cost of its one entry into Lua negligible.
 */
@State(Scope.Thread)
public class ScriptBenchmark {
  @Param({
    "fib",
    "table_loop",
    "field_loop",
    "methods",
    "lua_to_java",
    "java_to_lua",
    "pcall_ok",
    "pcall_failing",
    "error_caught/1",
    "error_caught/10",
    "error_caught/100",
    "coroutine",
    "otel_traceparent"
  })
  public String script = "";

  @SuppressWarnings("NullAway.Init") // JMH calls load()
  private Script loaded;

  @Setup
  public void load() {
    loaded = Script.load(script);
  }

  @Benchmark
  public LuaValue script() {
    return loaded.call();
  }
}
