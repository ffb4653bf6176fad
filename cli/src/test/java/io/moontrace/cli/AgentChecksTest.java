package io.moontrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentChecksTest {
  private static final Map<String, Object> LUAJ =
      Map.of(
          "name", "LuaJ",
          "version", "3.0.1",
          "packageName", "org.luaj.vm2",
          "location", "file:/luaj.jar",
          "classLoader", "app@1",
          "instrumented", true);

  private final Map<String, Object> agent = new LinkedHashMap<>();

  AgentChecksTest() {
    agent.put("version", "0.1.0");
    agent.put("otelVersion", "2.31.1");
    agent.put("engines", List.of(LUAJ));
    agent.put("checkedDestinations", List.of(destination("errors file", null)));
  }

  @Test
  void everythingInOrder() {
    assertThat(checks())
        .containsExactly(
            "ok agent: Moontrace 0.1.0, OpenTelemetry agent 2.31.1",
            "ok engine: LuaJ 3.0.1 (org.luaj.vm2 in file:/luaj.jar, class loader app@1) is"
                + " instrumented",
            "ok settings: Every moontrace.* setting is known and valid",
            "ok errors file: there works");
  }

  @Test
  void anAgentOfAnotherVersionSaysLess() {
    agent.clear();
    assertThat(checks())
        .containsExactly(
            "ok agent: Moontrace , OpenTelemetry agent ",
            "failed engine: No Lua engine was loaded so far",
            "ok settings: Every moontrace.* setting is known and valid",
            "failed destinations: Errors go nowhere: there is no errors file and no exporter of"
                + " traces or logs");
  }

  @Test
  void metricsAloneHaveNoErrors() {
    agent.put("checkedDestinations", List.of(destination("metrics", null)));
    assertThat(checks()).anyMatch(check -> check.startsWith("failed destinations: "));
  }

  @Test
  void aProbeHasNoEngine() {
    agent.put("probe", true);
    agent.put("engines", List.of());
    assertThat(checks()).noneMatch(check -> check.contains(" engine: "));
  }

  @Test
  void whatWasDroppedIsAWarning() {
    agent.put("dropped", Map.of("queue_full", 3L, "causes", 5L, "rate_limit", 0L));
    assertThat(checks())
        .contains("warning dropped: Errors were dropped since the start: {queue_full=3}");
  }

  @Test
  void namesOfAProgramCannotSteerATerminal() {
    agent.put("unknownSettings", List.of(Map.of("name", "moontrace.\u001b[2J\n", "source", "x")));
    assertThat(checks()).allMatch(check -> check.chars().noneMatch(Character::isISOControl));
  }

  private static Map<String, Object> destination(String name, String problem) {
    Map<String, Object> destination = new LinkedHashMap<>();
    destination.put("name", name);
    destination.put("target", "there");
    destination.put("problem", problem);
    destination.put("verdict", "works");
    return destination;
  }

  private List<String> checks() {
    List<String> checks = new java.util.ArrayList<>();
    for (Check check : new AgentChecks(agent).all()) {
      checks.add(check.verdict() + " " + check.name() + ": " + check.message());
    }
    return checks;
  }
}
