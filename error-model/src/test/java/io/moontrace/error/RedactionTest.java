package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWFkYQ";

  @AfterEach
  void restoreDefaults() {
    Redaction.configure(true, List.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "password=hunter2 for ada | password=[redacted] for ada",
        "{password=hunter2, user=ada} | {password=[redacted], user=ada}",
        "Login[passwd=hunter2] | Login[passwd=[redacted]]",
        "db_password: hunter2 | db_password: [redacted]",
        "token: a1b2c3 | token: [redacted]",
        "wrong password: secret and user ada | wrong password: [redacted] and user ada",
        "{\"token\":\"a b\",\"n\":1} | {\"token\":\"[redacted]\",\"n\":1}",
        "{\\\"token\\\":\\\"a b\\\",\\\"n\\\":1} | {\\\"token\\\":\\\"[redacted]\\\",\\\"n\\\":1}",
        "[\"api_key\"] = 'x\\'y', z | [\"api_key\"] = '[redacted]', z",
        "api key: k-1 | api key: [redacted]",
        "X-Api-Key: k-1 | X-Api-Key: [redacted]",
        "card number: 12 | card number: [redacted]",
        "password => x | password => [redacted]",
        "secret := x | secret := [redacted]",
        "GET /a?access_token=abc&b=1 | GET /a?access_token=[redacted]&b=1",
        "spring.datasource.password=x | spring.datasource.password=[redacted]",
        "Authorization: Bearer abc.def-1 | Authorization: [redacted]",
        "authorization=Basic dTpw; a=b | authorization=[redacted]; a=b",
        "Cookie: sid=1; theme=dark | Cookie: [redacted]",
        "sent Bearer abc.def-1 to x | sent Bearer [redacted] to x",
        "sent basic dXNlcjpwYXNz | sent basic [redacted]",
        "jdbc:pg://ada:p4ss@db:5432/shop | jdbc:pg://ada:[redacted]@db:5432/shop",
        "https://ghp_0123456789abcdefghij@github.com | https://[redacted]@github.com",
        "paid by 4111 1111 1111 1111! | paid by [redacted]!",
        "paid by 4111-1111-1111-1111. | paid by [redacted].",
        "order 12345 4111111111111111 | order 12345 [redacted]",
        "card4111111111111111x | card[redacted]x",
        "378282246310005 3782 822463 10005 | [redacted] [redacted]",
      })
  void secretsAreRedacted(String text, String shown) {
    assertThat(Redaction.text(text)).isEqualTo(shown);
  }

  @Test
  void jsonWebTokens() {
    assertThat(Redaction.text("got " + JWT + " from ada")).isEqualTo("got [redacted] from ada");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@scripts/orders.lua:20 no postage for tea: @scripts/orders.lua:11 vm error: x",
        "@scripts/token.lua:12 attempt to index local 'token' (a nil value)",
        "[string \"token\"]:1: unexpected symbol near 'password'",
        "io.acme.BadCredentialsException: no such user",
        "java.lang.IllegalStateException: unexpected token: end of file",
        "token = nil, password = null",
        "token == x, token ~= x, token <= x, secret::y",
        "Basic authentication required; Bearer authentication too",
        "bearer of bad news",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7",
        "41111111111111111111111111111111",
        "411111111111111a, d4111111111111111",
        "id 12345678-1234-1234-abcd-1234567890ab",
        "id 4f9a4111-1111-1111-1111-4f9a4f9a4f9a",
        "order o-42, ORD-2026-000123, 100000012345, 2026-11-23-0001",
        "2026-11-23T06:27:34.123456Z 2026-11-23 06:27:34 2026-11-23 2026-11-24",
        "at 1764051234563, 1764051234567891, 1764051234567891237",
        "at 20261123062734, 20261123062734123",
        "0.1234567890123452 3.14159265358979",
        "10 20 30 40 50 60 70 80",
        "ssh://git@github.com/a, http://host:80/a@b, a@b.org",
        "\"eyJ\" eyJx eyJhbGciOiJIUzI1NiJ9",
        "",
      })
  void otherTextIsKept(String text) {
    assertThat(Redaction.text(text)).isSameAs(text);
  }

  /** Of numbers with 13 digits, one in ten passes the Luhn check. */
  @Test
  void timestampsAreKept() {
    for (int i = 0; i < 10_000; i++) {
      String millis = "at " + (1_764_051_234_000L + i * 7919L);
      assertThat(Redaction.text(millis)).isSameAs(millis);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "db.passwd",
        "apiKey",
        "api-key",
        "session_id",
        "Set-Cookie",
        "card_no",
        "pwd"
      })
  void secretNames(String name) {
    assertThat(Redaction.isSecret(name)).isTrue();
    assertThat(Redaction.value(name, "x", 10)).isEqualTo("[redacted]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "order_id", "discard", "compass", "author", "wildcard", ""})
  void otherNames(String name) {
    assertThat(Redaction.isSecret(name)).isFalse();
    assertThat(Redaction.value(name, "x", 10)).isEqualTo("x");
  }

  /** The session id has a field of its own in the line. */
  @Test
  void theIdOfASessionIsContext() {
    assertThat(Redaction.context("session.id", "s-1", 10)).isEqualTo("s-1");
    assertThat(Redaction.context("session_key", "s-1", 10)).isEqualTo("[redacted]");
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

  @Test
  void inCodeOnlyLiteralsAreRedacted() {
    assertThat(Redaction.code("local password = read(token) -- token: none of it"))
        .isEqualTo("local password = read(token) -- token: none of it");
    assertThat(Redaction.code("local password, t = 'x', {token = 'y'} -- 4111111111111111"))
        .isEqualTo("local password, t = 'x', {token = '[redacted]'} -- [redacted]");
  }

  @Test
  void expressionsDoNotMatchInsideTheMarker() {
    Redaction.configure(true, List.of(), List.of("red", "[a-z]+]", "x.*x"));
    String once = Redaction.text("red password=abc x password=abc x");
    assertThat(once).isEqualTo("[redacted] password=[redacted] [redacted]");
    assertThat(Redaction.text(once)).isEqualTo(once);
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

  @Test
  void aSecretThatTheLimitCutsInTwoIsRedacted() {
    String text = "x".repeat(90) + " 4111111111111111 " + "y".repeat(1000);
    assertThat(PrintableText.oneLine(Redaction.text(text, 100), 100))
        .isEqualTo("x".repeat(90) + " [redacted…");
    String all = "password='" + "x".repeat(1000);
    assertThat(Redaction.text(all, 100)).isEqualTo("password='[redacted]…");
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
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=\"",
        "a:",
        "://",
        "4111 ",
        "411 1",
        "4111111111111a",
        "Bearer ",
        "eyJ",
        "cookie: a=b;",
        "- ",
        "token: \\"
      })
  void theTimeIsLinear(String part) {
    String text = part.repeat(2_000_000 / part.length());
    assertThat(Redaction.text(text)).isNotNull(); // hours if it were quadratic
  }
}
