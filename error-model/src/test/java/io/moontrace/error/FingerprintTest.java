package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final String LUA_ERROR = "org.luaj.vm2.LuaError";

  @Test
  void sameBugAfterAnEditAboveItOnAnotherHostWithAnotherValue() {
    assertThat(
            of(LUA_ERROR, "/srv/a/orders.lua:3 no price for tea", lua("f", "/srv/a/orders.lua", 3)))
        .isEqualTo(
            of(LUA_ERROR, "/opt/orders.lua:9 no price for milk", lua("f", "/opt/orders.lua", 9)));
  }

  @Test
  void anonymousFunctionsAreNotToldApartByTheirLine() {
    assertThat(of(LUA_ERROR, "x", lua("<a.lua:3>", "a.lua", 4)))
        .isEqualTo(of(LUA_ERROR, "x", lua("<a.lua:7>", "a.lua", 8)));
  }

  @Test
  void framesOfLibrariesDoNotCount() {
    Frame jdk = Frame.java(new StackTraceElement("java.util.List", "of", "List.java", 1));
    assertThat(of("E", "", lua("f", "a.lua", 1), jdk)).isEqualTo(of("E", "", lua("f", "a.lua", 1)));
  }

  @Test
  void otherBugs() {
    String bug = of(LUA_ERROR, "attempt to index ? (a nil value)", lua("f", "a.lua", 1));
    assertThat(of(LUA_ERROR, "attempt to call ? (a nil value)", lua("f", "a.lua", 1)))
        .as("another kind")
        .isNotEqualTo(bug);
    assertThat(of(LUA_ERROR, "attempt to index ? (a nil value)", lua("g", "a.lua", 1)))
        .as("another function")
        .isNotEqualTo(bug);
    assertThat(of(LUA_ERROR, "attempt to index ? (a nil value)", lua("f", "b.lua", 1)))
        .as("another chunk")
        .isNotEqualTo(bug);
    assertThat(of("E", "attempt to index ? (a nil value)", lua("f", "a.lua", 1)))
        .as("another type")
        .isNotEqualTo(bug);
  }

  private static Frame lua(String function, String file, int line) {
    return Frame.lua(function, file, line, null);
  }

  private static String of(String type, String message, Frame... frames) {
    return Fingerprint.of(type, message, new Stack(List.of(frames), false));
  }
}
