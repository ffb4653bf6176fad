package io.moontrace.frames;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LuaChunkTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@scripts/orders.lua | scripts/orders.lua | scripts/orders.lua",
        "=stdin | stdin | stdin",
        "orders.lua | orders.lua | orders.lua",
        "script | script | script",
        "C:\\lua\\a.lua | C:\\lua\\a.lua | C:\\lua\\a.lua",
        "return 1 | [string \"return 1\"] | [string]",
        "print(x) | [string \"print(x)\"] | [string]",
        "'' | ? | [string]",
      })
  void namesAreDisplayedAsInLua(String source, String name, String lowCardinality) {
    LuaChunk chunk = LuaChunk.of(source, null);
    assertThat(chunk.name()).isEqualTo(name);
    assertThat(chunk.lowCardinalityName()).isEqualTo(lowCardinality);
  }

  @org.junit.jupiter.api.Test
  void theTextOfAScriptIsTruncatedAfterItsFirstLineOrSixtyCharacters() {
    assertThat(LuaChunk.of("local a = 1\nreturn a", null).name())
        .isEqualTo("[string \"local a = 1...\"]");
    assertThat(LuaChunk.of("x = " + "1".repeat(100), null).name())
        .isEqualTo("[string \"x = " + "1".repeat(56) + "...\"]");
    assertThat(LuaChunk.of(null, null).name()).isEqualTo("?");
  }
}
