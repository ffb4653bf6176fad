package io.moontrace.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks the pairs of {@code fingerprints.json}: two errors of one bug, or of two bugs. Each error
 * comes with the hashed lines, so that other implementations can be checked against the file.
 */
class FingerprintTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  @Test
  void thereAreTwentyOfEachKind() throws IOException {
    assertThat(pairs()).filteredOn(FingerprintTest::isOneBug).hasSizeGreaterThanOrEqualTo(20);
    assertThat(pairs()).filteredOn(pair -> !isOneBug(pair)).hasSizeGreaterThanOrEqualTo(20);
  }

  @TestFactory
  Stream<DynamicTest> pairsAreDistinguished() throws IOException {
    return pairs().stream()
        .map(
            pair ->
                DynamicTest.dynamicTest(
                    pair.get("bug").asText() + ": " + pair.get("name").asText(),
                    () -> check(pair)));
  }

  private static void check(JsonNode pair) throws Exception {
    String one = report(pair.get("one")).fingerprint();
    String two = report(pair.get("two")).fingerprint();
    assertThat(one.equals(two)).isEqualTo(isOneBug(pair));
    for (String each : List.of("one", "two")) {
      JsonNode error = pair.get(each);
      assertThat(error.get("fingerprint").asText()).isEqualTo(digest(error.get("hashed")));
      assertThat(report(error).fingerprint())
          .as("%s, of %s", each, error.get("hashed"))
          .isEqualTo(error.get("fingerprint").asText());
    }
  }

  private static String digest(JsonNode lines) throws Exception {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.asText()).append('\n'));
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
    return HexFormat.of().formatHex(sha256).substring(0, 32);
  }

  private static boolean isOneBug(JsonNode pair) {
    return pair.get("bug").asText().equals("same");
  }

  private static List<JsonNode> pairs() throws IOException {
    try (InputStream file = FingerprintTest.class.getResourceAsStream("fingerprints.json")) {
      return list(new ObjectMapper().readTree(file));
    }
  }

  private static ErrorReport report(JsonNode error) {
    List<Cause> causes = new ArrayList<>();
    for (JsonNode cause : list(error.path("causes"))) {
      causes.add(
          new Cause(
                  Cause.Relation.valueOf(cause.get("relation").asText().toUpperCase(Locale.ROOT)),
                  cause.get("parent").asInt(),
                  Language.LUA,
                  cause.get("type").asText(),
                  cause.get("message").asText(),
                  new Stack(frames(cause), false))
              .withLiteralText(literalText(cause)));
    }
    return ErrorReport.builder(ID, Language.LUA, error.get("type").asText())
        .message(error.get("message").asText())
        .literalText(literalText(error))
        .frames(frames(error))
        .causes(causes)
        .build();
  }

  /** Searches the string literals of each function on the stack. */
  private static String literalText(JsonNode error) {
    for (JsonNode function : list(error.path("literals"))) {
      List<String> strings = list(function).stream().map(JsonNode::asText).toList();
      String found = StringLiterals.of(strings).literalTextOf(error.get("message").asText());
      if (found != null) {
        return found;
      }
    }
    return error.has("literals") ? "" : null;
  }

  private static List<Frame> frames(JsonNode error) {
    return list(error.get("frames")).stream().map(FingerprintTest::frame).toList();
  }

  private static Frame frame(JsonNode frame) {
    String function = frame.get(1).asText();
    return switch (frame.get(0).asText()) {
      case "lua" -> Frame.lua(function, frame.get(2).asText(), 1, null);
      case "java" -> Frame.java(new StackTraceElement(frame.get(2).asText(), function, null, 1));
      default -> Frame.builtin(function);
    };
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
