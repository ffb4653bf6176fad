package io.moontrace.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n", "\n\r"})
  void linesEndAsInLua(String end) {
    SourceText text = text(String.join(end, "a", "", "c", "d"));
    assertThat(text.around(3, 1)).isEqualTo(Map.of(2, "", 3, "c", 4, "d"));
    assertThat(text.around(4, 9)).hasSize(4).containsEntry(1, "a");
  }

  @Test
  void aMissingLineHasNoSource() {
    assertThat(text("a\nb").around(3, 2)).isEmpty();
    assertThat(text("a\nb").around(-1, 2)).isEmpty();
    assertThat(text("").around(1, 2)).isEmpty();
  }

  @Test
  void anEvictedTextIsEmpty() {
    SourceText text = text("a");
    text.evict();
    assertThat(text.around(1, 1)).isEmpty();
  }

  @Test
  void aByteOrderMarkIsNotShown() {
    assertThat(text("\uFEFFa").around(1, 1)).isEqualTo(Map.of(1, "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local password = 'hunter2'",
        "headers[\"Authorization\"] = \"Bearer hunter2\"",
        "login{user = 'ada', api_key = \"hunter2 \\\" hunter2\"}",
        "local token = 'hunter2 without an end",
      })
  void stringsOnLinesWithNamesOfSecretsAreRedacted(String line) {
    assertThat(text(line).around(1, 0).get(1)).contains("[redacted]").doesNotContain("hunter2");
  }

  @Test
  void textThatLooksLikeASecretIsRedacted() {
    assertThat(text("pay('4111 1111 1111 1111')").around(1, 0).get(1)).doesNotContain("1111");
  }

  @Test
  void otherStringsAreKept() {
    assertThat(text("error('no tea')").around(1, 0)).isEqualTo(Map.of(1, "error('no tea')"));
  }

  private static SourceText text(String text) {
    return new SourceText(text.getBytes(UTF_8));
  }
}
