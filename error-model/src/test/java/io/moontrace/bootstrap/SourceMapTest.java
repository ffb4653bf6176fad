package io.moontrace.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moontrace.error.Limits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMapTest {
  private static final SourceMap MAP =
      SourceMap.of(
          List.of(
              "@scripts/lib=lib",
              "scripts/=src/main/lua/",
              "scripts/=never/",
              "C:\\lua=src",
              "scripts/=https://git.example.org/blob/main/scripts/",
              "one.lua=http://localhost:8080/one.lua?at=main"));

  @ParameterizedTest
  @CsvSource({
    "scripts/orders.lua, src/main/lua/orders.lua",
    "scripts/lib/a.lua, lib/a.lua",
    "scripts/lib, lib",
    "scripts/library.lua, src/main/lua/library.lua",
    "scripts2/orders.lua, scripts2/orders.lua",
    "/scripts/orders.lua, /scripts/orders.lua",
    "C:\\lua\\a.lua, src\\a.lua",
    "C:\\luac\\a.lua, C:\\luac\\a.lua",
  })
  void theFirstRuleThatMatchesGivesThePath(String chunk, String path) {
    assertThat(MAP.path(chunk)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "scripts/orders.lua, https://git.example.org/blob/main/scripts/orders.lua#L7",
        "scripts/lib/a.lua, https://git.example.org/blob/main/scripts/lib/a.lua#L7",
        "scripts/a b%#?.lua, https://git.example.org/blob/main/scripts/a%20b%25%23%3F.lua#L7",
        "scripts/a\\b.lua, https://git.example.org/blob/main/scripts/a/b.lua#L7",
        "scripts/é\ud800.lua, https://git.example.org/blob/main/scripts/%C3%A9%3F.lua#L7",
        "one.lua, http://localhost:8080/one.lua?at=main#L7",
        "scripts/../secret.lua, none",
        "scripts/a/.., none",
        "scripts/..\\secret.lua, none",
        "scripts/..a.lua, https://git.example.org/blob/main/scripts/..a.lua#L7",
        "other.lua, none",
      })
  void theFirstAddressThatMatchesGivesTheLink(String chunk, String link) {
    assertThat(MAP.link(chunk, 7)).isEqualTo(link);
  }

  @Test
  void aLinkWithoutALine() {
    assertThat(MAP.link("one.lua", -1)).isEqualTo("http://localhost:8080/one.lua?at=main");
  }

  @Test
  void aLinkThatIsTooLongIsNone() {
    assertThat(MAP.link("scripts/" + "x".repeat(Limits.URL), 1)).isNull();
    assertThat(MAP.link("scripts/" + "é".repeat(Limits.URL / 6), 1)).isNull();
  }

  @Test
  void anEmptyBeginningMatchesAll() {
    assertThat(SourceMap.of(List.of("=lua/")).path("a.lua")).isEqualTo("lua/a.lua");
  }

  @Test
  void aRuleWithoutAnEqualsSign() {
    assertThatThrownBy(() -> SourceMap.of(List.of("scripts/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'scripts/' is not of the form from=to");
  }

  @Test
  void rulesAreBounded() {
    List<String> rules =
        IntStream.rangeClosed(0, SourceMap.MAX_RULES).mapToObj(i -> i + "/=x/").toList();
    SourceMap map = SourceMap.of(rules);
    assertThat(map.path("0/a")).isEqualTo("x/a");
    assertThat(map.path(SourceMap.MAX_RULES + "/a")).isEqualTo(SourceMap.MAX_RULES + "/a");
  }
}
