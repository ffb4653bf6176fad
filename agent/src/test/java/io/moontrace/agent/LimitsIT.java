package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.Secrets;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redaction, bounds and rate limits of reports. */
class LimitsIT {
  private static final String SECRET = "sesame";
  private static final String CARD = "4111.1111";

  @TempDir private Path folder;

  @Test
  void secretsAreRedacted() throws IOException, InterruptedException {
    Path file = folder.resolve("errors.json");
    Outcome with =
        program(1, file).flag("moontrace.locals", true).flag("moontrace.source.lines", 0).run();
    assertThat(with.stdout()).contains("password=" + SECRET);
    String told = Files.readString(file) + String.join("", with.agentLog());
    assertThat(told).doesNotContain(SECRET).doesNotContainPattern(CARD);
    JsonNode line = ErrorLines.read(file).get(1);
    assertThat(line.at("/error/message").asText())
        .isEqualTo(
            "@scripts/secrets.lua:11 order o-1: @scripts/secrets.lua:9 login of ada failed:"
                + " password=[redacted], token: \"[redacted]\", card [redacted] Authorization:"
                + " [redacted]");
    assertThat(line.get("message")).isEqualTo(line.at("/error/message"));
    assertThat(line.get("context"))
        .hasToString(
            "{\"customer\":\"ada\",\"api_key\":\"[redacted]\",\"note\":\"paid by [redacted]\"}");
    assertThat(line.at("/error/causes")).hasSize(1);
    assertThat(line.at("/error/frames/1/locals/order").asText())
        .contains("id = 7", "password = [redacted]");
    assertThat(line.at("/error/frames/1/locals/url").asText())
        .isEqualTo("\"jdbc:pg://ada:[redacted]@db/shop\"");
  }

  @Test
  void redactionCanBeDisabled() throws IOException, InterruptedException {
    Path file = folder.resolve("errors.json");
    program(1, file).flag("moontrace.redact", false).run();
    assertThat(Files.readString(file)).contains("password=" + SECRET).containsPattern(CARD);
  }

  @Test
  void additionalSecrets() throws IOException, InterruptedException {
    Path file = folder.resolve("errors.json");
    Outcome with =
        program(1, file)
            .flag("moontrace.redact.keys", "^customer$")
            .flag("moontrace.redact.values", "o-[0-9]+ (unclosed")
            .run();
    assertThat(warnings(with)).singleElement().asString().contains("(unclosed");
    JsonNode line = ErrorLines.read(file).get(1);
    assertThat(line.at("/context/customer").asText()).isEqualTo("[redacted]");
    assertThat(line.at("/error/message").asText()).contains("order [redacted]: ");
  }

  @Test
  void boundsAreSettings() throws IOException, InterruptedException {
    Path file = folder.resolve("errors.json");
    Outcome with =
        program(1, file)
            .flag("moontrace.limits.message", 40)
            .flag("moontrace.limits.frames", 2)
            .env("MOONTRACE_LIMITS_CONTEXT_ENTRIES", 1)
            .flag("otel.metrics.exporter", "logging-otlp")
            .run();
    JsonNode line = ErrorLines.read(file).get(1);
    assertThat(line.at("/error/message").asText())
        .isEqualTo("@scripts/secrets.lua:11 order o-1: @scri…");
    assertThat(line.at("/error/frames")).hasSize(2);
    assertThat(line.get("context")).hasToString("{\"customer\":\"ada\"}");
    assertThat(warnings(with)).isEmpty();
    assertThat(dropped(with)).containsExactly("context_entry 2");
  }

  /** An invalid setting does not affect the others. */
  @Test
  void invalidSettingsAreReportedByName() throws IOException, InterruptedException {
    Path file = folder.resolve("errors.json");
    Outcome with =
        program(1, file)
            .flag("moontrace.limits.message", 81921)
            .flag("moontrace.limits.frames", "many")
            .flag("moontrace.locals", "maybe")
            .flag("moontrace.errors.handled", "perhaps")
            .flag("moontrace.limits.context-entries", 1)
            .flag("moontrace.errors.max-per-minute", -1)
            .run();
    assertThat(warnings(with))
        .hasSize(5)
        .anySatisfy(line -> assertThat(line).contains("moontrace.limits.message=81921", "81920"))
        .anySatisfy(line -> assertThat(line).contains("moontrace.limits.frames=many"))
        .anySatisfy(line -> assertThat(line).contains("moontrace.locals=maybe"))
        .anySatisfy(line -> assertThat(line).contains("moontrace.errors.handled=perhaps"))
        .anySatisfy(line -> assertThat(line).contains("moontrace.errors.max-per-minute=-1"));
    JsonNode line = ErrorLines.read(file).get(1);
    assertThat(line.get("context")).hasSize(1);
    assertThat(line.at("/error/message").asText()).endsWith("[redacted]");
  }

  @Test
  void theSameErrorIsRateLimited() throws IOException, InterruptedException {
    Path file = folder.resolve("errors.json");
    Outcome with =
        program(50, file)
            .flag("moontrace.errors.max-per-minute", 10)
            .flag("otel.metrics.exporter", "logging-otlp")
            .run();
    assertThat(ErrorLines.read(file).stream().filter(line -> !handled(line))).hasSize(10);
    assertThat(dropped(with)).containsExactly("rate_limit 40");
    assertThat(warnings(with))
        .singleElement()
        .asString()
        .contains("moontrace.errors.max-per-minute", "Logged once");
  }

  private static boolean handled(JsonNode line) {
    return line.at("/error/handled").asBoolean();
  }

  private static List<String> dropped(Outcome outcome) {
    return Otlp.of(outcome).points("moontrace.errors.dropped").stream()
        .map(point -> point.at("/attributes/reason").asText() + ' ' + point.get("asInt").asInt())
        .toList();
  }

  private static List<String> warnings(Outcome outcome) {
    return outcome.agentLog().stream().filter(line -> line.contains(" WARN ")).toList();
  }

  private static ForkedJvm program(int times, Path file) {
    return ForkedJvm.of(Secrets.class, Integer.toString(times))
        .with(ForkedJvm.LUAJ)
        .agent()
        .flag("moontrace.errors.file", file);
  }
}
