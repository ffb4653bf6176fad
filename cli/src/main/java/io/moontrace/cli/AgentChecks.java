package io.moontrace.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges what an agent says of itself: the attributes of its MXBean, as {@link PlainData}. */
final class AgentChecks {
  /** What an operator can do something about; the others cut one error short, by a limit. */
  private static final Set<String> LOSSES =
      Set.of("queue_full", "write_failed", "rate_limit", "log_line");

  private final Entry agent;
  private final List<Check> checks = new ArrayList<>();

  AgentChecks(Map<String, Object> attributes) {
    agent = new Entry(attributes);
  }

  List<Check> all() {
    agent();
    engines();
    settings();
    destinations();
    drops();
    testError();
    return checks;
  }

  private void agent() {
    List<String> switches = agent.texts("disabledBy");
    String versions =
        "Moontrace " + agent.text("version") + ", OpenTelemetry agent " + agent.text("otelVersion");
    if (switches.isEmpty()) {
      checks.add(Check.ok("agent", versions));
    } else {
      checks.add(
          Check.failed(
              "agent",
              versions + " is switched off by " + String.join(", ", switches),
              "Remove the setting, or set it to true (otel.sdk.disabled to false)."));
    }
  }

  private void engines() {
    List<Entry> engines = agent.entries("engines");
    if (engines.isEmpty() && !agent.flag("probe")) {
      checks.add(
          Check.failed(
              "engine",
              "No Lua engine was loaded so far",
              "Let the program run a script first. Moontrace traces LuaJ 3 (org.luaj.vm2)."));
    }
    for (Entry engine : engines) {
      String what = engine(engine);
      if (engine.flag("instrumented")) {
        checks.add(Check.ok("engine", what + " is instrumented"));
      } else {
        checks.add(
            Check.failed(
                "engine",
                what + " is not instrumented: " + engine.text("problem"),
                "Put LuaJ 3.0 or 3.0.1 on the class path in its own package, org.luaj.vm2: keep it"
                    + " out of shading and relocation."));
      }
    }
  }

  private static String engine(Entry engine) {
    String version = engine.text("version");
    return engine.text("name")
        + (version.isEmpty() ? "" : " " + version)
        + " ("
        + engine.text("packageName")
        + " in "
        + engine.text("location")
        + ", class loader "
        + engine.text("classLoader")
        + ')';
  }

  private void settings() {
    int before = checks.size();
    for (Entry setting : agent.entries("settings")) {
      String problem = setting.textOrNull("problem");
      if (problem != null) {
        checks.add(
            Check.failed(
                "setting",
                setting.text("name") + '=' + problem,
                "Correct the " + setting.text("source") + '.'));
      }
    }
    for (Entry unknown : agent.entries("unknownSettings")) {
      String nearest = unknown.textOrNull("suggestion");
      checks.add(
          Check.failed(
              "setting",
              unknown.text("name") + " (" + unknown.text("source") + ") is no setting of Moontrace",
              nearest == null
                  ? "Remove it; docs/settings.md lists all settings."
                  : "Did you mean " + nearest + '?'));
    }
    if (checks.size() == before) {
      checks.add(Check.ok("settings", "Every moontrace.* setting is known and valid"));
    }
  }

  private void destinations() {
    List<Entry> destinations = agent.entries("checkedDestinations");
    boolean errorsAreKept = false;
    for (Entry destination : destinations) {
      errorsAreKept |= !destination.text("name").equals("metrics");
      checks.add(destination(destination));
    }
    if (!errorsAreKept) {
      checks.add(
          Check.failed(
              "destinations",
              "Errors go nowhere: there is no errors file and no exporter of traces or logs",
              "Set moontrace.errors.file, or otel.traces.exporter=otlp."));
    }
  }

  private static Check destination(Entry destination) {
    String name = destination.text("name");
    String where = destination.text("target");
    String problem = destination.textOrNull("problem");
    if (problem == null) {
      return Check.ok(name, where + ' ' + destination.text("verdict"));
    }
    return Check.failed(name, where + ": " + problem, destination.text("advice"));
  }

  private void drops() {
    Map<String, Long> dropped = agent.entry("dropped").numbers();
    dropped.keySet().retainAll(LOSSES);
    dropped.values().removeIf(count -> count == 0);
    if (!dropped.isEmpty()) {
      checks.add(
          Check.warning(
              "dropped",
              "Errors were dropped since the start: " + dropped,
              "docs/errors.md explains each reason."));
    }
  }

  private void testError() {
    Entry test = agent.entry("testError");
    if (test.isEmpty()) {
      return;
    }
    String id = test.text("errorId");
    for (Entry delivery : test.entries("deliveries")) {
      checks.add(delivery(id, delivery.text("destination"), delivery.textOrNull("problem")));
    }
  }

  private static Check delivery(String id, String destination, @Nullable String problem) {
    String name = "test error";
    return problem == null
        ? Check.ok(name, "Accepted by " + destination + ": look for error.id " + id)
        : Check.failed(
            name,
            "Not accepted by " + destination + ": " + problem,
            "The check of that destination, above, says more.");
  }
}
