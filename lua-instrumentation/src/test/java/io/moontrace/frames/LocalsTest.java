package io.moontrace.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.Limits;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;
import org.luaj.vm2.lib.jse.JsePlatform;

class LocalsTest {

  @Test
  void valuesAreFormattedInLuaSyntax() {
    assertThat(text("nil")).isEqualTo("nil");
    assertThat(text("true")).isEqualTo("true");
    assertThat(text("12")).isEqualTo("12");
    assertThat(text("1.5")).isEqualTo("1.5");
    assertThat(text("'say \"tea\"'")).isEqualTo("\"say \\\"tea\\\"\"");
    assertThat(text("print")).isEqualTo("function");
    assertThat(text("coroutine.create(print)")).isEqualTo("thread");
    assertThat(ValueText.of(null)).isEqualTo("nil");
    assertThat(ValueText.of(CoerceJavaToLua.coerce(new Thread())))
        .isEqualTo("userdata: java.lang.Thread");
  }

  @Test
  void tablesAreShallow() {
    assertThat(text("{}")).isEqualTo("{}");
    assertThat(text("{1, 'a', {2}}")).isEqualTo("{1, \"a\", {...}}");
    assertThat(text("{sku = 'tea'}")).isEqualTo("{sku = \"tea\"}");
    assertThat(text("{[true] = 1}")).isEqualTo("{[true] = 1}");
  }

  @Test
  void secretsAreRedacted() {
    assertThat(text("{password = 'x'}")).isEqualTo("{password = [redacted]}");
    assertThat(text("{Authorization = 'x'}")).isEqualTo("{Authorization = [redacted]}");
  }

  @Test
  void metamethodsAreNotCalled() {
    assertThat(
            text(
                "setmetatable({1}, {__tostring = error, __index = error, __len = error,"
                    + " __pairs = error, __metatable = false})"))
        .isEqualTo("{1}");
  }

  @Test
  void longValuesAreTruncated() {
    assertThat(text("string.rep('x', 1000000)"))
        .hasSizeBetween(Limits.LOCAL_VALUE, Limits.LOCAL_VALUE + 10)
        .endsWith("...");
    LuaTable large = new LuaTable();
    for (int i = 1; i <= 1000; i++) {
      large.set(i, LuaValue.valueOf(i));
    }
    assertThat(ValueText.of(large)).startsWith("{1, 2, 3").endsWith(", 16, ...}");
  }

  private static String text(String expression) {
    return ValueText.of(JsePlatform.standardGlobals().load("return " + expression, "@v").call());
  }
}
