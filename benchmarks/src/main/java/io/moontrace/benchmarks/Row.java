package io.moontrace.benchmarks;

import static io.moontrace.benchmarks.Agent.MEASURED;
import static io.moontrace.benchmarks.Agent.NONE;
import static io.moontrace.benchmarks.Agent.SAMPLED;
import static io.moontrace.benchmarks.Agent.UNSAMPLED;

/** A row of the table: a workload without the agent, compared with one under the agent. */
enum Row {
  FIB("fib(20)", Workload.FIB, "≤ 1.02"),
  TABLE_LOOP("table loop, a round", Workload.TABLE_LOOP, "≤ 1.02"),
  FIELD_LOOP("field loop, a round", Workload.FIELD_LOOP, "≤ 1.02"),
  METHODS("method call", Workload.METHODS, "≤ 1.02"),
  LUA_TO_JAVA("Lua→Java, a call", Workload.LUA_TO_JAVA, "≤ 1.02"),
  JAVA_TO_LUA("Java→Lua, a call inside Lua: no span", Workload.JAVA_TO_LUA, "≤ +5 ns"),
  ENTRY(
      "Java→Lua, an entry in an unsampled request",
      Workload.ENTRY_OF_UNSAMPLED,
      NONE,
      Workload.ENTRY_OF_UNSAMPLED,
      SAMPLED,
      "≤ +30 ns"),
  ENTRY_ALWAYS_OFF("Java→Lua, an entry, sampler always_off", Workload.ENTRY, ""),
  ENTRY_SAMPLED(
      "Java→Lua, an entry with its span", Workload.ENTRY, NONE, Workload.ENTRY, SAMPLED, ""),
  ENTRY_MEASURED(
      "Java→Lua, an entry in an unsampled request, metrics on",
      Workload.ENTRY_OF_UNSAMPLED,
      NONE,
      Workload.ENTRY_OF_UNSAMPLED,
      MEASURED,
      ""),
  PCALL_OK("pcall ok", Workload.PCALL_OK, "≤ 1.05"),
  PCALL_FAILING("pcall failing", Workload.PCALL_FAILING, "≤ 1.10"),
  PCALL_FAILING_MEASURED(
      "pcall failing, metrics on",
      Workload.PCALL_FAILING,
      NONE,
      Workload.PCALL_FAILING,
      MEASURED,
      ""),
  ERROR_1("error through 1 frame, caught", Workload.ERROR_CAUGHT_1, "≤ 1.15"),
  ERROR_10("error through 10 frames, caught", Workload.ERROR_CAUGHT_10, "≤ 1.15"),
  ERROR_100("error through 100 frames, caught", Workload.ERROR_CAUGHT_100, "≤ 1.15"),
  COROUTINE("coroutine resume + yield", Workload.COROUTINE, "≤ 1.05"),
  OTEL_TRACEPARENT(
      "otel.traceparent(): a call of any Java function against it",
      Workload.LUA_TO_JAVA,
      NONE,
      Workload.OTEL_TRACEPARENT,
      SAMPLED,
      "≤ 300 ns"),
  REPORTED(
      "error through 10 frames: printStackTrace against the report",
      Workload.ERROR_PRINTED,
      NONE,
      Workload.ERROR_LEAVES,
      SAMPLED,
      "≤ 1.00"),
  THROWN(
      "error through 10 frames: nothing against the report",
      Workload.ERROR_LEAVES,
      NONE,
      Workload.ERROR_LEAVES,
      SAMPLED,
      "");

  final String title;
  final Workload bare;
  final Agent without;
  final Workload woven;
  final Agent with;
  final String limit;

  Row(String title, Workload workload, String limit) {
    this(title, workload, NONE, workload, UNSAMPLED, limit);
  }

  Row(String title, Workload bare, Agent without, Workload woven, Agent with, String limit) {
    this.title = title;
    this.bare = bare;
    this.without = without;
    this.woven = woven;
    this.with = with;
    this.limit = limit;
  }

  /** JVMs per round: more where the JIT compiler produces one of two variants by chance. */
  int forks() {
    return switch (this) {
      case FIB -> 3;
      case METHODS, PCALL_OK -> 2;
      default -> 1;
    };
  }
}
