package io.moontrace.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorEventTest {
  private static final Service SERVICE = new Service("orders", "1.2", "test");
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final Frame RESERVE = Frame.lua("reserve", "scripts/orders.lua", 12, null);
  private static final Frame HANDLE =
      Frame.java(new StackTraceElement("shop.Handler", "handle", "Handler.java", 55));
  private static final Frame TAKE =
      Frame.java(new StackTraceElement("shop.Inventory", "take", "Inventory.java", 31));

  @Test
  void everyFieldIsThere() {
    ErrorReport report = fullReport();

    JsonNode event = ErrorLines.valid(ErrorEvent.toJson(report, SERVICE));

    assertThat(event.get("log.level").asText()).isEqualTo("ERROR");
    assertThat(event.get("message").asText()).isEqualTo("no tea left");
    assertThat(event.get("lang").asText()).isEqualTo("java");
    assertThat(event.get("trace_id").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(event.at("/trace/id")).isEqualTo(event.get("trace_id"));
    assertThat(event.at("/span/id")).isEqualTo(event.get("span_id"));
    assertThat(event.get("trace_flags").asText()).isEqualTo("01");
    assertThat(event.get("service").toString())
        .isEqualTo("{\"name\":\"orders\",\"version\":\"1.2\",\"environment\":\"test\"}");
    assertThat(event.get("context").toString()).isEqualTo("{\"user_id\":\"ada\"}");
    assertThat(event.at("/user/id").asText()).isEqualTo("ada");
    assertThat(event.has("session")).isFalse();
    assertThat(event.at("/log/origin/function").asText()).isEqualTo("take");
    assertThat(event.at("/process/thread/name").asText())
        .isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void theCompleteErrorIsThere() {
    ErrorReport report = fullReport();

    JsonNode event = ErrorLines.valid(ErrorEvent.toJson(report, SERVICE));

    assertThat(event.at("/error/id").asText()).isEqualTo(ID);
    assertThat(event.at("/error/type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(event.at("/error/frames").toString())
        .isEqualTo(
            "[{\"lang\":\"java\",\"function\":\"take\",\"file\":\"Inventory.java\",\"line\":31,"
                + "\"module\":\"shop.Inventory\",\"in_app\":true},"
                + "{\"lang\":\"lua\",\"function\":\"reserve\",\"file\":\"scripts/orders.lua\","
                + "\"line\":12,\"in_app\":true},"
                + "{\"lang\":\"lua\",\"function\":\"pcall\",\"module\":\"[builtin]\","
                + "\"in_app\":false},"
                + "{\"lang\":\"java\",\"function\":\"handle\",\"file\":\"Handler.java\","
                + "\"line\":55,\"module\":\"shop.Handler\",\"in_app\":true}]");
    assertThat(event.at("/error/causes/0/relation").asText()).isEqualTo("cause");
    assertThat(event.at("/error/causes/0/parent").asInt()).isEqualTo(-1);
    assertThat(event.at("/error/stack_trace").asText()).isEqualTo(StackText.of(report));
  }

  @Test
  void aMinimalReportIsValid() {
    JsonNode event =
        ErrorLines.valid(
            ErrorEvent.toJson(
                ErrorReport.builder(ID, Language.LUA, "org.luaj.vm2.LuaError").build(),
                new Service("unknown_service:java", null, null)));

    assertThat(event.get("message").asText()).isEqualTo("org.luaj.vm2.LuaError");
    assertThat(event.has("trace_id")).isFalse();
    assertThat(event.at("/log/origin").isMissingNode()).isTrue();
  }

  @Test
  void eachReportIsAnEventOfItsOwn() {
    assertThat(eventId(reportOf("x"))).isNotEqualTo(eventId(reportOf("x")));
  }

  @Test
  void aReportIsTheSameEventWhereverItIsEmitted() {
    ErrorReport report = reportOf("x");
    assertThat(eventId(report)).isEqualTo(eventId(report)).isEqualTo(report.eventId());
  }

  private static String eventId(ErrorReport report) {
    return ErrorLines.valid(ErrorEvent.toJson(report, SERVICE)).at("/event/id").asText();
  }

  @Test
  void anErrorThatWasReportedIsOnlyIdentified() {
    ErrorReport report = reportOf("x");
    JsonNode error =
        ErrorLines.valid(
                new String(ErrorEvent.toLine(report, SERVICE, false), UTF_8).stripTrailing())
            .get("error");
    assertThat(error.fieldNames())
        .toIterable()
        .containsExactly("id", "type", "message", "fingerprint", "handled");
    assertThat(error.get("id").asText()).isEqualTo(report.id());
  }

  static Stream<String> hostileTexts() {
    return Stream.of(
        "two\nlines\r\nand\ttabs",
        "\u0000\u0001\u001b[31m\u007f\u0085\u009f",
        "\u2028\u2029",
        "\uD800 lone \uDC00 surrogates \uD83D\uDE00",
        "quotes \" and \\ backslashes",
        "at fake.Frame(Fake.java:1)\n\tat fake.Frame(Fake.java:1)",
        "(:):(::)",
        "x".repeat(10_000_000));
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void hostileTextMakesOneValidBoundedLine(String text) {
    String line = ErrorEvent.toJson(reportOf(text), SERVICE);
    ErrorLines.valid(line);
    assertThat(line.length()).isLessThan(400_000);
  }

  @Test
  void randomTextMakesOneValidLine() {
    Random random = new Random(42);
    for (int i = 0; i < 500; i++) {
      char[] text = new char[random.nextInt(40)];
      for (int j = 0; j < text.length; j++) {
        // half of the characters from the range with control characters
        text[j] = (char) random.nextInt(random.nextBoolean() ? 0xa0 : 0x10000);
      }
      ErrorLines.valid(ErrorEvent.toJson(reportOf(new String(text)), SERVICE));
    }
  }

  @Test
  void contextIsBounded() {
    ErrorReport.Builder builder = ErrorReport.builder(ID, Language.LUA, "E");
    for (int i = 0; i < 100; i++) {
      builder.context("key" + i, "v".repeat(1000));
    }
    JsonNode event = ErrorLines.valid(ErrorEvent.toJson(builder.build(), SERVICE));
    assertThat(event.get("context")).hasSize(Limits.CONTEXT_ENTRIES);
  }

  private static ErrorReport fullReport() {
    return ErrorReport.builder(ID, Language.JAVA, "java.lang.IllegalStateException")
        .message("no tea left")
        .frames(List.of(TAKE, RESERVE, Frame.builtin("pcall"), HANDLE))
        .causes(
            List.of(
                new Cause(
                    Cause.Relation.CAUSE,
                    Cause.ERROR,
                    Language.JAVA,
                    "java.io.IOException",
                    "disk",
                    new Stack(List.of(TAKE), false))))
        .context("user_id", "ada")
        .trace(new TraceIds("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01"))
        .build();
  }

  @Test
  void aFrameShowsItsChunkAndItsLocalVariables() {
    ChunkId chunk = new ChunkId("ab".repeat(32), "cd".repeat(20));
    Map<String, String> locals = new LinkedHashMap<>();
    locals.put("sku", "\"tea\"");
    locals.put("long", "x".repeat(10_000));
    for (int i = 0; i < 100; i++) {
      locals.put("v" + i, "nil");
    }
    ErrorReport report =
        ErrorReport.builder(ID, Language.LUA, "E")
            .stack(new Stack(List.of(Frame.lua("f", "a.lua", 1, chunk).withLocals(locals)), true))
            .build();
    JsonNode error = ErrorLines.valid(ErrorEvent.toJson(report, SERVICE)).get("error");
    assertThat(error.get("approximate").asBoolean()).isTrue();
    JsonNode frame = error.at("/frames/0");
    assertThat(frame.get("chunk_sha256").asText()).isEqualTo(chunk.sha256());
    assertThat(frame.get("chunk_git_blob").asText()).isEqualTo(chunk.gitBlob());
    assertThat(frame.at("/locals/sku").asText()).isEqualTo("\"tea\"");
    assertThat(frame.at("/locals/long").asText()).hasSize(Limits.LOCAL_VALUE + 1).endsWith("…");
    assertThat(frame.get("locals")).hasSize(Limits.LOCALS);
  }

  @Test
  void aFrameShowsItsSourceWithinBounds() {
    Map<Integer, String> lines = new LinkedHashMap<>();
    for (int i = 1; i < 100; i++) {
      lines.put(i, "\tx\u0000\u2028\ud800 \"" + "y".repeat(1000));
    }
    Frame frame =
        Frame.lua("f", "a.lua", 1, null, "https://git.example.org/a.lua#L1").withSource(lines);
    JsonNode shown =
        ErrorLines.valid(
                ErrorEvent.toJson(
                    ErrorReport.builder(ID, Language.LUA, "E").frames(List.of(frame)).build(),
                    SERVICE))
            .at("/error/frames/0");
    assertThat(shown.get("url").asText()).isEqualTo("https://git.example.org/a.lua#L1");
    assertThat(shown.get("source")).hasSize(2 * Limits.SOURCE_AROUND + 1);
    assertThat(shown.at("/source/1").asText())
        .startsWith("\tx\ufffd\\n\ufffd \"yyy")
        .endsWith("…")
        .hasSizeLessThan(Limits.SOURCE_LINE + 10);
    assertThat(Frame.lua("f", "a", 1, null, "x".repeat(Limits.URL + 1)).url()).isNull();
  }

  private static ErrorReport reportOf(String text) {
    Frame lua = Frame.lua(text, text, 1, null);
    Frame java = Frame.java(new StackTraceElement(text, text, text, 1));
    return ErrorReport.builder(ID, Language.LUA, text)
        .message(text)
        .frames(List.of(lua, java, Frame.builtin(text)))
        .causes(
            Collections.nCopies(
                Limits.CAUSES,
                new Cause(
                    Cause.Relation.LUA_RETHROW,
                    Cause.ERROR,
                    Language.LUA,
                    text,
                    text,
                    new Stack(List.of(lua), true))))
        .context(text, text)
        .build();
  }
}
