package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks the vectors of {@code redactions.json}, against which the Lua library of the gateway is
 * checked, too.
 */
class RedactionTest {
  private static final JsonNode VECTORS = vectors();

  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWFkYQ";

  @AfterEach
  void restoreDefaults() {
    Redaction.configure(true, List.of(), List.of());
  }

  @TestFactory
  Stream<DynamicTest> secretsAreRedacted() {
    return each(
        "redacted", c -> check(Redaction.text(c.get("text").asText()), c.get("shown").asText()));
  }

  @TestFactory
  Stream<DynamicTest> otherTextIsKept() {
    return each("kept", c -> assertThat(Redaction.text(c.textValue())).isSameAs(c.textValue()));
  }

  /** Of numbers with 13 digits, one in ten passes the Luhn check. */
  @Test
  void timestampsAreKept() {
    for (int i = 0; i < 10_000; i++) {
      String millis = "at " + (1_764_051_234_000L + i * 7919L);
      assertThat(Redaction.text(millis)).isSameAs(millis);
    }
  }

  @TestFactory
  Stream<DynamicTest> secretNames() {
    return each(
        "secret_names",
        name -> {
          assertThat(Redaction.isSecret(name.asText())).isTrue();
          check(Redaction.value(name.asText(), "x", 10), "[redacted]");
        });
  }

  @TestFactory
  Stream<DynamicTest> otherNames() {
    return each(
        "other_names",
        name -> {
          assertThat(Redaction.isSecret(name.asText())).isFalse();
          check(Redaction.value(name.asText(), "x", 10), "x");
        });
  }

  /** The session id has a field of its own in the line. */
  @TestFactory
  Stream<DynamicTest> theIdOfASessionIsContext() {
    return each(
        "context",
        c ->
            check(
                Redaction.context(c.get("key").asText(), c.get("value").asText(), 256),
                c.get("shown").asText()));
  }

  @TestFactory
  Stream<DynamicTest> configured() {
    return each(
        "configured",
        c -> {
          assertThat(Redaction.configure(true, strings(c.get("keys")), strings(c.get("values"))))
              .isEmpty();
          check(Redaction.text(c.get("text").asText()), c.get("shown").asText());
          check(Redaction.text(c.get("shown").asText()), c.get("shown").asText());
          restoreDefaults();
        });
  }

  @Test
  void moreNamesAndValues() {
    assertThat(Redaction.configure(true, List.of("Stern", "(", "^x$"), List.of("AKIA\\w+", "*")))
        .containsExactly("(", "*");
    assertThat(Redaction.isSecret("morgenstern")).isTrue();
    assertThat(Redaction.isSecret("xx")).isFalse();
    assertThat(Redaction.text("stern: a1, key AKIA0 and password=x"))
        .isEqualTo("stern: [redacted], key [redacted] and password=[redacted]");
  }

  @TestFactory
  Stream<DynamicTest> inCodeOnlyLiteralsAreRedacted() {
    return each(
        "code", c -> check(Redaction.code(c.get("line").asText()), c.get("shown").asText()));
  }

  @Test
  void off() {
    Redaction.configure(false, List.of(), List.of("a"));
    assertThat(Redaction.text("password=a")).isEqualTo("password=a");
    assertThat(Redaction.isSecret("password")).isFalse();
  }

  /** Unbounded, Java would need years for the first, and a deep stack for the second. */
  @ParameterizedTest
  @ValueSource(strings = {"(a+)+b", "(a|b|aa)*c"})
  void anExpressionThatTakesTooLongRedactsEverything(String hostile) {
    Redaction.configure(true, List.of(), List.of(hostile));
    String text = "a".repeat(Limits.MESSAGE);
    assertThat(Redaction.text(text)).isEqualTo("[redacted]");
  }

  @TestFactory
  Stream<DynamicTest> aSecretThatTheLimitCutsInTwoIsRedacted() {
    return each(
        "limited",
        c -> {
          int limit = c.get("limit").asInt();
          String shown = Redaction.text(c.get("text").asText(), limit);
          check(PrintableText.oneLine(shown, limit), c.get("one_line").asText());
        });
  }

  /** The texts that the patterns search for. */
  private static final String[] PARTS = {
    "password",
    "token",
    "=",
    ":",
    "://",
    "@",
    " ",
    "\"",
    "'",
    "\\",
    "Bearer ",
    "basic ",
    "eyJ",
    ".",
    "4111111111111111",
    "4111",
    "-",
    "1",
    "0",
    ";",
    "&",
    "[",
    "]",
    "\n",
    "cookie",
    "a=b",
    "nil",
    "Ada",
    "\ud83d",
    "\u2028",
    "key",
    "card ",
    ">",
    "[redacted]",
    "(",
    ",",
    JWT,
    "/"
  };

  /** Texts made of these parts, so that they occur in every combination. */
  @Test
  void neverThrowsAndIsIdempotent() {
    Random random = new Random(42);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      String once = Redaction.text(text.toString());
      assertThat(Redaction.text(once)).as("%s", text).isEqualTo(once);
    }
  }

  /** 2 MB of parts that invite repeated scans. */
  @TestFactory
  Stream<DynamicTest> theTimeIsLinear() {
    return each(
        "linear",
        part -> {
          String text = part.asText().repeat(2_000_000 / part.asText().length());
          assertThat(Redaction.text(text)).isNotNull(); // hours if it were quadratic
        });
  }

  private static void check(String shown, String expected) {
    assertThat(shown).isEqualTo(expected);
  }

  /** One test for each vector of a kind. */
  private static Stream<DynamicTest> each(String kind, Consumer<JsonNode> test) {
    JsonNode vectors = VECTORS.get(kind);
    assertThat(vectors).as(kind).isNotEmpty();
    return StreamSupport.stream(vectors.spliterator(), false)
        .map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> test.accept(vector)));
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static JsonNode vectors() {
    try (InputStream file = RedactionTest.class.getResourceAsStream("redactions.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
