package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moontrace.agent.program.MixedError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The agent jar behaves like a stock agent with the extension; settings of the user take
 * precedence.
 */
class StockAgentIT {
  /** Prints spans with their resource to standard output. */
  private static final String OTLP_STDOUT = "experimental-otlp/stdout";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theExtensionAloneDoesTheSame() throws IOException, InterruptedException {
    Outcome single = toStdout(program().agent()).consoleSpans().run();
    Outcome stock =
        toStdout(program().agent(ForkedJvm.STOCK_AGENT))
            .flag("otel.javaagent.extensions", ForkedJvm.EXTENSION)
            .consoleSpans()
            .run();
    assertThat(stock.programStdout()).isEqualTo(single.programStdout());
    assertThat(stock.exitCode()).isEqualTo(single.exitCode()).isEqualTo(1);
    assertThat(stock.agentLog()).as(stock.stderr()).hasSize(2);
    assertThat(nameless(stock.spans())).isEqualTo(nameless(single.spans())).hasSize(2);
    assertThat(nameless(stock)).isEqualTo(nameless(single)).hasSize(2);
  }

  @Test
  void defaults() throws IOException, InterruptedException {
    Outcome outcome = toStdout(program().agent()).flag("otel.traces.exporter", OTLP_STDOUT).run();
    Map<String, String> resource = resource(outcome);
    assertThat(resource)
        .containsEntry("telemetry.distro.name", "moontrace")
        .containsKeys("telemetry.distro.version", "service.name");
    assertThat(outcome.errorLines())
        .extracting(line -> line.at("/service/name").asText())
        .containsOnly(resource.get("service.name"));
  }

  @Test
  void theUsersSettingsTakePrecedence() throws IOException, InterruptedException {
    Outcome outcome =
        toStdout(program().agent())
            .flag("otel.traces.exporter", OTLP_STDOUT)
            .flag("otel.service.name", "shop")
            .env(
                "OTEL_RESOURCE_ATTRIBUTES",
                "telemetry.distro.name=mine,service.version=1.2,deployment.environment.name=test")
            .run();
    assertThat(resource(outcome))
        .containsEntry("service.name", "shop")
        .containsEntry("telemetry.distro.name", "mine");
    assertThat(outcome.errorLines())
        .hasSize(2)
        .extracting(line -> line.at("/service").toString())
        .containsOnly("{\"name\":\"shop\",\"version\":\"1.2\",\"environment\":\"test\"}");
  }

  @Test
  void switchedOff() throws IOException, InterruptedException {
    Outcome without = program().run();
    toStdout(program().agent())
        .consoleSpans()
        .flag("otel.instrumentation.luaj.enabled", false)
        .run()
        .assertSameAs(without);
    toStdout(program().agent())
        .consoleSpans()
        .flag("otel.javaagent.enabled", false)
        .run()
        .assertSameAs(without);
  }

  private static ForkedJvm toStdout(ForkedJvm jvm) {
    return jvm.flag("moontrace.errors.file", "-");
  }

  private static Map<String, String> resource(Outcome outcome) throws IOException {
    Map<String, String> attributes = new TreeMap<>();
    for (String line :
        outcome.stdout().lines().filter(l -> l.contains("\"scopeSpans\"")).toList()) {
      for (JsonNode attribute : JSON.readTree(line).findValue("resource").at("/attributes")) {
        attributes.put(attribute.at("/key").asText(), attribute.at("/value/stringValue").asText());
      }
    }
    assertThat(attributes).as(outcome.stdout() + outcome.stderr()).isNotEmpty();
    return attributes;
  }

  private static List<String> nameless(List<Outcome.ConsoleSpan> spans) {
    return spans.stream()
        .map(span -> span.name() + ' ' + span.kind() + ' ' + span.tracer() + span.attributes())
        .toList();
  }

  /** The error lines without fields that differ between runs. */
  private static List<JsonNode> nameless(Outcome outcome) {
    List<JsonNode> lines = new ArrayList<>();
    for (JsonNode line : outcome.errorLines()) {
      ObjectNode copy = line.deepCopy();
      copy.remove(List.of("@timestamp", "event", "trace_id", "span_id", "trace", "span"));
      ((ObjectNode) copy.get("error")).remove("id");
      lines.add(copy);
    }
    return lines;
  }

  private static ForkedJvm program() {
    return ForkedJvm.of(MixedError.class).with(ForkedJvm.LUAJ);
  }
}
