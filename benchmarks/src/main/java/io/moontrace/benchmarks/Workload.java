package io.moontrace.benchmarks;

import java.util.Optional;

/** The workloads, each of which is measured in a JVM of its own. */
enum Workload {
  FIB("fib"),
  TABLE_LOOP("table_loop"),
  FIELD_LOOP("field_loop"),
  METHODS("methods"),
  LUA_TO_JAVA("lua_to_java"),
  JAVA_TO_LUA("java_to_lua"),
  PCALL_OK("pcall_ok"),
  PCALL_FAILING("pcall_failing"),
  ERROR_CAUGHT_1("error_caught/1"),
  ERROR_CAUGHT_10("error_caught/10"),
  ERROR_CAUGHT_100("error_caught/100"),
  COROUTINE("coroutine"),
  OTEL_TRACEPARENT("otel_traceparent"),
  ENTRY(EntryBenchmark.class, "entry"),
  ENTRY_OF_UNSAMPLED(EntryBenchmark.class, "entryOfUnsampledRequest"),
  ERROR_LEAVES(EntryBenchmark.class, "errorLeaves"),
  ERROR_PRINTED(EntryBenchmark.class, "errorPrinted");

  private final String method;
  private final Optional<String> script;

  Workload(String script) {
    this.method = regex(ScriptBenchmark.class, "script");
    this.script = Optional.of(script);
  }

  Workload(Class<?> benchmark, String method) {
    this.method = regex(benchmark, method);
    this.script = Optional.empty();
  }

  /** The benchmark method as a regular expression for JMH. */
  String method() {
    return method;
  }

  Optional<String> script() {
    return script;
  }

  /** The units of work per call of the benchmark method. */
  int units() {
    return script.map(name -> Script.load(name).units()).orElse(1);
  }

  /**
   * The clock to use. Coroutines run on threads of their own, so the time of the process is
   * measured.
   */
  String clock() {
    return this == COROUTINE ? CpuTime.PROCESS : CpuTime.THREAD;
  }

  /**
   * The factor by which iterations are longer, because the clock of the process ticks every 10 ms.
   */
  int durationFactor() {
    return this == COROUTINE ? 4 : 1;
  }

  private static String regex(Class<?> benchmark, String method) {
    return '^' + benchmark.getName().replace(".", "\\.") + "\\." + method + '$';
  }
}
