package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StringLiteralsTest {
  private static final StringLiterals LITERALS =
      StringLiterals.of(
          List.of(
              "sku",
              "timeout",
              "no price for ",
              "no price for all ",
              " in ",
              ": ",
              "%s has %5.2f %d%%",
              "keine Tür"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      quoteCharacter = '"',
      value = {
        "@a.lua:1 no price for tea | \"no price for \"",
        "no price for all tea | \"no price for all \"",
        "no price for tea in DE | \"no price for * in \"",
        "tea has 1.50 3% | \" has \"",
        "timeout | timeout",
        "@a.lua:1 @b.lua:2: timeout | timeout",
        "a timeout | none",
        "my sku: tea | none",
        "keine Tür | keine Tür",
        "\"\" | none",
      })
  void literalTextOfAMessage(String message, String literalText) {
    assertThat(LITERALS.literalTextOf(message)).isEqualTo(literalText);
  }

  @Test
  void stringsAreBounded() {
    List<String> strings = new ArrayList<>();
    strings.add("x y".repeat(StringLiterals.MAX_LENGTH));
    for (int i = 0; i < StringLiterals.MAX_LITERALS; i++) {
      strings.add("known " + i + ' ');
    }
    strings.add("beyond that ");
    StringLiterals literals = StringLiterals.of(strings);
    assertThat(literals.literalTextOf("known 63 z")).isEqualTo("known 63 ");
    assertThat(literals.literalTextOf("beyond that z")).isNull();
    assertThat(literals.literalTextOf("x y".repeat(StringLiterals.MAX_LENGTH))).isNull();
  }
}
