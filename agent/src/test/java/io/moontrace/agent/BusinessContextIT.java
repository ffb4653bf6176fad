package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ContextBase;
import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.Requests;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The business context of a request is attached to its errors and to no others. */
class BusinessContextIT {

  @Test
  void scriptsOverrideMdcAndMdcOverridesBaggage() throws IOException, InterruptedException {
    Outcome outcome =
        program()
            .flag("moontrace.context.baggage", "tenant, shop,absent")
            .flag("moontrace.context.mdc", "shop,user.id")
            .run();
    assertThat(outcome.exitCode()).isZero();
    List<JsonNode> lines = outcome.errorLines();
    assertThat(context(lines, "merged"))
        .isEqualTo(
            "{\"tenant\":\"acme\",\"shop\":\"by script\",\"user.id\":\"by mdc\",\"cart\":\"7\"}");
    assertThat(line(lines, "merged").at("/user/id").asText()).isEqualTo("by mdc");
    assertThat(line(lines, "merged").has("session")).isFalse();
    assertThat(context(lines, "same trace")).contains("\"cart\":\"7\"");
    assertThat(context(lines, "other trace")).doesNotContain("cart");
    assertThat(context(lines, "in coroutine")).contains("\"step\":\"two\"");
    assertThat(context(lines, "without trace")).contains("\"lost\":\"no\"");
    assertThat(context(lines, "after it")).doesNotContain("lost");
    assertThat(line(lines, "many").get("context")).hasSizeLessThanOrEqualTo(32);
    assertThat(line(lines, "many").at("/context/key1").asText()).hasSize(257).endsWith("…");
    assertThat(line(lines, "many").at("/session/id").asText()).isEqualTo("s1");
  }

  @Test
  void baggageAndMdcAreIgnoredUnlessAllowed() throws IOException, InterruptedException {
    List<JsonNode> lines = program().run().errorLines();
    assertThat(context(lines, "merged")).isEqualTo("{\"shop\":\"by script\",\"cart\":\"7\"}");
  }

  private static ForkedJvm program() {
    return ForkedJvm.of(Requests.class)
        .with(ForkedJvm.LUAJ)
        .with(ForkedJvm.jarOf(Baggage.class), ForkedJvm.jarOf(Context.class))
        .with(ForkedJvm.jarOf(ComponentLoader.class))
        .with(ForkedJvm.jarOf(MDC.class), ForkedJvm.jarOf(LoggerContext.class))
        .with(ForkedJvm.jarOf(ContextBase.class))
        .agent()
        .flag("moontrace.errors.file", "-");
  }

  private static String context(List<JsonNode> lines, String message) {
    return line(lines, message).get("context").toString();
  }

  private static JsonNode line(List<JsonNode> lines, String message) {
    return lines.stream()
        .filter(line -> line.get("message").asText().endsWith(message))
        .findFirst()
        .orElseThrow();
  }
}
