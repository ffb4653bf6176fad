package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Another parser reads what was written. */
class JsonWriterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TEXTS = 5_000;

  @Test
  void randomTexts() throws JsonProcessingException {
    Random random = new Random(7);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      JsonWriter json = new JsonWriter(1).beginObject().member(text, text).endObject();
      assertThat(JSON.readTree(json.toString()).get(text).asText()).isEqualTo(text);
      assertThat(json.toBytes()).isEqualTo(json.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aLineIsCleanedAsTextDoesIt() throws JsonProcessingException {
    Random random = new Random(11);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      int limit = random.nextInt(40);
      JsonWriter json = new JsonWriter().beginObject().beginString("a");
      json.text("[").line(text, limit).text("]").endString().endObject();
      assertThat(JSON.readTree(json.toString()).get("a").asText())
          .isEqualTo('[' + PrintableText.oneLine(text, limit) + ']');
    }
  }

  @Test
  void numbers() throws JsonProcessingException {
    long[] numbers = {
      0,
      1,
      9,
      10,
      99,
      100,
      -1,
      Integer.MAX_VALUE,
      Integer.MAX_VALUE + 1L,
      Long.MAX_VALUE,
      Long.MIN_VALUE
    };
    for (long number : numbers) {
      String json = new JsonWriter(1).beginObject().member("n", number).endObject().toString();
      assertThat(JSON.readTree(json).get("n").asLong()).isEqualTo(number);
    }
  }

  @Test
  void piecesAndUseAgain() throws JsonProcessingException {
    JsonWriter json = new JsonWriter(1).beginObject();
    json.rendered("\"a\":1".getBytes(StandardCharsets.UTF_8)).beginArray("b");
    json.element("\n").element("x").endArray().beginString("c");
    json.hex(0xabcdef, 8).digits(42, 4).endString().member("d", true).endObject();
    JsonNode read = JSON.readTree(json.toString());
    assertThat(read)
        .hasToString("{\"a\":1,\"b\":[\"\\n\",\"x\"],\"c\":\"00abcdef0042\",\"d\":true}");
    json.clear();
    assertThat(json.beginObject().member("e", (String) null).endObject()).hasToString("{}");
  }

  private static String text(Random random) {
    char[] text = new char[random.nextInt(40)];
    for (int i = 0; i < text.length; i++) {
      int limit = new int[] {0x80, 0x100, 0x3000, 0x10000}[random.nextInt(4)];
      // half of the characters from the range with the surrogates
      text[i] = (char) (limit == 0x10000 ? 0xd000 + random.nextInt(0x1000) : random.nextInt(limit));
    }
    return new String(text);
  }
}
