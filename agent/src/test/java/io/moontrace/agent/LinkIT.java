package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.Linking;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests from a gateway: the errors that they name, and the errors that their responses name. */
class LinkIT {
  private static final String TRUSTED = "moontrace.link.trusted";
  private static final String GATEWAY = "127.0.0.1";

  /** Requests from there, see {@link Linking}. */
  private static final String BY_GATEWAY = "|1";

  private static final String BY_CLIENT = "|3";

  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String LINKED =
      "|traceparent: 00-" + TRACE + '-' + SPAN + "-01|moontrace-error: " + ID;

  @TempDir private Path folder;

  @Test
  void aFailedRequestOfTheGatewayNamesItsError() throws IOException, InterruptedException {
    Outcome outcome = trusting(GATEWAY + ", ::1", fromGateway("fail", "ok", "fail"));
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(2);
    assertThat(outcome.stdout())
        .isEqualTo(
            "fail 500 " + id(lines.get(0)) + "\nok 200\nfail 500 " + id(lines.get(1)) + '\n');
    assertThat(outcome.agentLog()).isEmpty();
    assertThat(lines).allSatisfy(line -> assertThat(line.at("/error/causes")).isEmpty());
  }

  @Test
  void whateverTheStatusIsInTheEnd() throws IOException, InterruptedException {
    Outcome outcome = trusting("127.0.0.0/24", fromGateway("answered"));
    assertThat(outcome.stdout()).isEqualTo("answered 200 " + id(lines().get(0)) + '\n');
  }

  @Test
  void ofTwoErrorsTheFirstIsNamed() throws IOException, InterruptedException {
    Outcome outcome = trusting(GATEWAY, fromGateway("twice"));
    assertThat(lines()).extracting(line -> line.at("/error/message").asText()).hasSize(2);
    assertThat(outcome.stdout()).isEqualTo("twice 500 " + id(lines().get(0)) + '\n');
  }

  @Test
  void errorsThatTheResponseDoesNotName() throws IOException, InterruptedException {
    Outcome outcome = trusting(GATEWAY, fromGateway("caught", "thread", "late"));
    assertThat(lines()).hasSize(3);
    assertThat(outcome.stdout()).isEqualTo("caught 500\nthread 500\nlate 500\n");
    assertThat(outcome.agentLog()).isEmpty();
  }

  @Test
  void theErrorThatTheGatewayNamesIsACause() throws IOException, InterruptedException {
    Outcome outcome = trusting(GATEWAY, "twice" + BY_GATEWAY + LINKED);
    List<JsonNode> lines = lines();
    assertThat(lines)
        .hasSize(2)
        .allSatisfy(
            line -> {
              assertThat(line.at("/trace_id").asText()).isEqualTo(TRACE);
              assertThat(line.at("/error/causes").toString())
                  .isEqualTo(
                      "[{\"relation\":\"remote\",\"parent\":-1,\"trace_id\":\""
                          + TRACE
                          + "\",\"span_id\":\""
                          + SPAN
                          + "\",\"error\":{\"id\":\""
                          + ID
                          + "\"}}]");
              assertThat(line.at("/error/stack_trace").asText())
                  .endsWith("\nCaused by: error " + ID + " of trace " + TRACE + '\n');
            });
    assertThat(outcome.stdout()).isEqualTo("twice 500 " + id(lines.get(0)) + '\n');
  }

  @Test
  void aHeaderThatIsNoIdNamesNothing() throws IOException, InterruptedException {
    String caller = "fail" + BY_GATEWAY + "|traceparent: 00-" + TRACE + '-' + SPAN + "-01|";
    trusting(
        GATEWAY,
        caller + "moontrace-error: " + ID.toUpperCase(Locale.ROOT),
        caller + "moontrace-error: " + ID + "|moontrace-error: " + ID,
        caller + "moontrace-error: " + "a".repeat(100_000));
    assertThat(lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.at("/error/causes")).isEmpty());
  }

  @Test
  void othersAreNotTrustedWhateverTheyClaim() throws IOException, InterruptedException {
    Outcome outcome =
        trusting(
            GATEWAY,
            "fail" + BY_CLIENT + LINKED,
            "fail" + BY_CLIENT + LINKED + "|X-Forwarded-For: 127.0.0.1|Forwarded: for=127.0.0.1",
            "fail" + BY_CLIENT + LINKED + "|X-Real-IP: 127.0.0.1");
    assertThat(outcome.stdout()).isEqualTo("fail 500\nfail 500\nfail 500\n");
    assertThat(lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.at("/error/causes")).isEmpty());
  }

  @Test
  void aClientBehindTheGateway() throws IOException, InterruptedException {
    Outcome outcome =
        trusting(GATEWAY, "fail" + BY_GATEWAY + LINKED + "|X-Forwarded-For: 192.0.2.1");
    assertThat(outcome.stdout()).isEqualTo("fail 500 " + id(lines().get(0)) + '\n');
    assertThat(lines().get(0).at("/error/causes/0/error/id").asText()).isEqualTo(ID);
  }

  @Test
  void offByDefault() throws IOException, InterruptedException {
    Outcome outcome = program("fail" + BY_GATEWAY + LINKED).run();
    assertThat(outcome.stdout()).isEqualTo("fail 500\n");
    assertThat(lines()).hasSize(1).allMatch(line -> line.at("/error/causes").isEmpty());
  }

  @Test
  void aWrongAddressIsLoggedAndTheOthersApply() throws IOException, InterruptedException {
    Outcome outcome = trusting("gateway," + GATEWAY, fromGateway("fail"));
    assertThat(outcome.stdout()).isEqualTo("fail 500 " + id(lines().get(0)) + '\n');
    assertThat(outcome.agentLog())
        .singleElement()
        .asString()
        .contains(" WARN ", TRUSTED, "gateway is no address or CIDR block; the other parts apply");
  }

  @Test
  void requestsThatAreNotSampled() throws IOException, InterruptedException {
    Outcome outcome =
        program("fail" + BY_GATEWAY + LINKED.replace("-01|", "-00|")).flag(TRUSTED, GATEWAY).run();
    assertThat(outcome.stdout()).isEqualTo("fail 500 " + id(lines().get(0)) + '\n');
    assertThat(lines().get(0).at("/error/causes/0/error/id").asText()).isEqualTo(ID);
  }

  @Test
  void inAStockAgentWithTheExtension() throws IOException, InterruptedException {
    Outcome outcome =
        ForkedJvm.of(Linking.class, "fail" + BY_GATEWAY + LINKED)
            .with(ForkedJvm.LUAJ)
            .agent(ForkedJvm.STOCK_AGENT)
            .flag("otel.javaagent.extensions", ForkedJvm.EXTENSION)
            .flag("moontrace.errors.file", file())
            .flag(TRUSTED, GATEWAY)
            .run();
    assertThat(outcome.stdout()).isEqualTo("fail 500 " + id(lines().get(0)) + '\n');
    assertThat(lines().get(0).at("/error/causes/0/error/id").asText()).isEqualTo(ID);
  }

  private static String[] fromGateway(String... paths) {
    String[] requests = new String[paths.length];
    for (int i = 0; i < paths.length; i++) {
      requests[i] = paths[i] + BY_GATEWAY;
    }
    return requests;
  }

  private Outcome trusting(String addresses, String... requests)
      throws IOException, InterruptedException {
    return program(requests).flag(TRUSTED, addresses).run();
  }

  private ForkedJvm program(String... requests) {
    return ForkedJvm.of(Linking.class, requests)
        .with(ForkedJvm.LUAJ)
        .agent()
        .flag("moontrace.errors.file", file());
  }

  private List<JsonNode> lines() throws IOException {
    return ErrorLines.read(file());
  }

  private Path file() {
    return folder.resolve("errors.json");
  }

  private static String id(JsonNode line) {
    return line.at("/error/id").asText();
  }
}
