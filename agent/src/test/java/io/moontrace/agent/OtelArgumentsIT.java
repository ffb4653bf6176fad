package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.jse.JsePlatform;

/** The arguments of the module {@code otel}, and what scripts can see of the module. */
class OtelArgumentsIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

  private final Globals globals = JsePlatform.standardGlobals();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "otel.inject() | bad argument #1 to 'inject' (table expected, got nil)",
        "otel.inject('x') | bad argument #1 to 'inject' (table expected, got string)",
        "otel.inject({}, {}) | bad argument #2 to 'inject' (context expected, got table)",
        "otel.extract(1) | bad argument #1 to 'extract' (table expected, got number)",
        "otel.span() | bad argument #1 to 'span' (string expected, got nil)",
        "otel.span({}) | bad argument #1 to 'span' (string expected, got table)",
        "otel.span('s') | bad argument #2 to 'span' (function expected, got nil)",
        "otel.span('s', print, 1) | bad argument #3 to 'span' (table expected, got number)",
        "otel.span('s', print, {}, 1) | bad argument #4 to 'span' (table expected, got number)",
        "otel.start_span(print) | bad argument #1 to 'start_span' (string expected, got function)",
        "otel.start_span('s', 1) | bad argument #2 to 'start_span' (table expected, got number)",
        "otel.finish() | bad argument #1 to 'finish' (span expected, got nil)",
        "otel.finish({}) | bad argument #1 to 'finish' (span expected, got table)",
        "otel.finish(otel.extract{}) | bad argument #1 to 'finish' (span expected, got table)",
        "otel.set_attribute() | bad argument #1 to 'set_attribute' (string expected, got nil)",
        "otel.set_attribute('k', print) | bad argument #2 to 'set_attribute' (string, number, boolean or table expected, got function)",
        "otel.set_attributes() | bad argument #1 to 'set_attributes' (table expected, got nil)",
        "otel.add_event(true) | bad argument #1 to 'add_event' (string expected, got boolean)",
        "otel.add_event('e', 1) | bad argument #2 to 'add_event' (table expected, got number)",
        "otel.set_status() | bad argument #1 to 'set_status' (string expected, got nil)",
        "otel.set_status('ok', {}) | bad argument #2 to 'set_status' (string expected, got table)",
        "otel.log('info') | bad argument #2 to 'log' (string expected, got nil)",
        "otel.log('info', 'm', 1) | bad argument #3 to 'log' (table expected, got number)",
        "otel.baggage.get() | bad argument #1 to 'get' (string expected, got nil)",
        "otel.baggage.set('k', {}) | bad argument #2 to 'set' (string, number or boolean expected, got table)",
        "otel.context.set({}) | bad argument #1 to 'set' (string expected, got table)",
        "otel.start_span('s'):add_event() | bad argument #1 to 'add_event' (string expected, got nil)",
        "otel.start_span('s').finish() | calling 'finish' on bad self (span expected, got nil)",
      })
  void aWrongTypeIsAnErrorOfTheScript(String call, String message) {
    Varargs result = run("return pcall(function() local _ = " + call + " end)");
    assertThat(result.checkboolean(1)).isFalse();
    assertThat(result.tojstring(2)).isEqualTo("@args.lua:1 " + message);
  }

  /** W3C Trace Context level 2, 3.2.2 and 4.3. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "00",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-" + TRACE + "-" + SPAN + "-01-",
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-0x",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "0-" + TRACE + "-" + SPAN + "-01",
        "zz-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-" + TRACE + "-00F067AA0BA902B7-01",
        "00_" + TRACE + "_" + SPAN + "_01",
        "cc-" + TRACE + "-" + SPAN + "-01.what",
        VALID + "\\r\\nX-Evil: 1",
        VALID + "\\0",
        VALID + "é",
      })
  void aMalformedTraceparentIsIgnored(String traceparent) {
    assertThat(extracted("traceparent = '" + traceparent + "', tracestate = 'a=1'"))
        .doesNotContain(TRACE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        VALID + "|" + VALID,
        "` " + VALID + "\t`|" + VALID,
        "00-" + TRACE + "-" + SPAN + "-00 | 00-" + TRACE + "-" + SPAN + "-00",
        "cc-" + TRACE + "-" + SPAN + "-01 |" + VALID,
        "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be |" + VALID,
      })
  void aValidTraceparentIsAccepted(String traceparent, String injected) {
    assertThat(extracted("traceparent = '" + traceparent + "'")).isEqualTo(injected + " nil");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a=1,b=2' | a=1,b=2",
        "{'a=1', 'b=2'} | a=1,b=2",
        "'a' | nil",
        "'a=1,A=2' | nil",
        "('a=1,'):rep(40) | nil",
        "'a=1\\r\\nEvil: 1' | nil",
        "('k'):rep(300) .. '=1' | nil",
        "'a=' .. ('v'):rep(300) | nil",
        "'a=' .. ('v'):rep(9000) | nil",
        "42 | nil",
        "print | nil",
      })
  void tracestate(String tracestate, String injected) {
    assertThat(extracted("traceparent = '" + VALID + "', tracestate = " + tracestate))
        .isEqualTo(VALID + " " + injected);
  }

  @Test
  void twoTraceparentsAreIgnored() {
    String other = VALID.replace('4', '5');
    assertThat(extracted("traceparent = {'" + VALID + "', '" + other + "'}")).doesNotContain(TRACE);
    assertThat(extracted("traceparent = '" + VALID + "', TraceParent = '" + VALID + "'"))
        .doesNotContain(TRACE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a=1,b=2' | a=1,b=2",
        "'a=1;meta=x' | a=1",
        "{'a=1', 'b=x%20y'} | a=1,b=x y",
        "'a=1\\nb=2' | ``",
        "';;==,,' | ``",
        "'a=' .. ('v'):rep(9000) | ``",
        "{} | ``",
        "false | ``",
      })
  void baggage(String header, String expected) {
    Varargs result =
        run(
            """
            local all = {}
            otel.span('s', function()
              for k, v in pairs(otel.baggage.all()) do all[#all + 1] = k .. '=' .. v end
            end, nil, { parent = otel.extract { baggage = %s } })
            table.sort(all)
            return table.concat(all, ',')
            """
                .formatted(header));
    assertThat(result.tojstring(1)).isEqualTo(expected);
  }

  @Test
  void injectedValuesCannotEndAHeader() {
    Varargs result =
        run(
            """
            for _, value in ipairs { 'a\\r\\nEvil: 1', 'a,b;c=d', ('x'):rep(5000), '\\255\\0' } do
              otel.baggage.set('k', value)
              local header = otel.inject({}).baggage or ''
              assert(not header:find('[\\r\\n\\0\\255]'), header)
              assert(#header < 8193)
            end
            otel.baggage.set('a\\r\\nb', 'x') otel.baggage.set('a=b', 'x') otel.baggage.set('é', 'x')
            for i = 1, 500 do otel.baggage.set('key' .. i, ('v'):rep(100)) end
            local n = 0
            for k in pairs(otel.baggage.all()) do n = n + 1 assert(not k:find('[^%w]'), k) end
            return n, #(otel.inject({}).baggage or '')
            """);
    assertThat(result.toint(1)).isEqualTo(64);
    assertThat(result.toint(2)).isBetween(1, 8192);
  }

  @Test
  void hostileTablesAreHandled() {
    Varargs result =
        run(
            """
            local hostile = setmetatable({ [1] = print, [{}] = 2, x = {}, y = { {} }, z = 0 / 0 },
              { __index = error, __pairs = error, __len = error, __tostring = error })
            hostile.self = hostile
            otel.set_attributes(hostile) otel.add_event('e', hostile) otel.log('info', 'm', hostile)
            otel.extract(hostile) otel.span('s', function() end, hostile, hostile)
            otel.start_span('s', { parent = 1, kind = {}, attributes = print }):finish()
            otel.start_span('s', { kind = '\\255' }):finish()
            local big = {}
            for i = 1, 10000 do big['k' .. i] = ('x'):rep(10) end
            otel.set_attributes(big) otel.extract(big)
            otel.set_attribute(('k'):rep(1e6), ('v'):rep(1e6))
            otel.set_attribute('bytes', '\\255\\254\\0\\237\\160\\128')
            return 'fine'
            """);
    assertThat(result.tojstring(1)).isEqualTo("fine");
  }

  @Test
  void theModuleConsistsOfTablesAndFunctions() {
    LuaValue otel = run("return otel").arg1();
    assertThat(kinds(otel)).containsOnly("function", "table");
    assertThat(run("return otel.start_span('s'), otel.extract{}").arg(1).typename())
        .isEqualTo("table");
    Varargs result =
        run(
            """
            local span, ctx = otel.start_span('s'), otel.extract {}
            assert(next(span) == nil and next(ctx) == nil)
            return getmetatable(span), getmetatable(ctx), pcall(setmetatable, span, {})
            """);
    assertThat(result.tojstring(1)).isEqualTo("otel.span");
    assertThat(result.tojstring(2)).isEqualTo("otel.context");
    assertThat(result.checkboolean(3)).isFalse();
    assertThat(pcalled("setmetatable(ctx, nil)")).isFalse();
    assertThat(result.arg(1).isuserdata()).isFalse();
  }

  @Test
  void eachProgramHasItsOwnModule() {
    run("otel.span = nil otel.mine = true");
    assertThat(run("return rawget(otel, 'mine'), package.loaded.otel == otel").checkboolean(1))
        .isTrue();
    LuaValue other =
        JsePlatform.standardGlobals().load("return require('otel')", "@other.lua").call();
    assertThat(other.get("span").isfunction()).isTrue();
    assertThat(other.get("mine").isnil()).isTrue();
  }

  private boolean pcalled(String call) {
    return run("local ctx = otel.extract {} return pcall(function() " + call + " end)")
        .checkboolean(1);
  }

  private static List<String> kinds(LuaValue table) {
    List<String> kinds = new ArrayList<>();
    LuaTable tables = (LuaTable) table;
    for (LuaValue key : tables.keys()) {
      kinds.add(table.get(key).typename());
      if (table.get(key).istable()) {
        kinds.addAll(kinds(table.get(key)));
      }
      assertThat(table.get(key).isuserdata()).isFalse();
    }
    assertThat(table.getmetatable()).isNull();
    return kinds;
  }

  /** The traceparent and tracestate that a context extracted from these headers injects. */
  private String extracted(String headers) {
    return run("local h = otel.inject({}, otel.extract { "
            + headers
            + " })"
            + " return tostring(h.traceparent) .. ' ' .. tostring(h.tracestate)")
        .tojstring(1);
  }

  private Varargs run(String script) {
    return globals.load("local otel = require('otel') " + script, "@args.lua").invoke();
  }
}
