package io.moontrace.agent.program;

import io.moontrace.agent.fixture.Scripts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.luaj.vm2.luajc.LuaJC;

/**
 * Pairs of errors that are one bug, and pairs that are two. Each runs on a thread of its name:
 * {@code same|other values|1}.
 */
public final class FingerprintPairs {
  private static final int OFTEN = 12;

  /** What becomes of {@code sku} depends on it alone. */
  private static final String SHOP =
      """
      local function fail(text) error(text, 2) end
      local function price(sku)
        if sku == "nil" then return sku.x.y end
        if sku == "call" then return sku() end
        if sku == "table" then error({code = 1}) end
        if sku == "assert" then assert(false, "prices are down") end
        if sku == "helper" then fail("no helper for " .. sku) end
        if sku == "helped" then fail("no help for " .. sku) end
        if #sku > 9 then error("no stock for " .. sku .. " today") end
        if #sku > 7 then error(string.format("item %s costs %d cents", sku, #sku * 7)) end
        error("no price for " .. sku)
      end
      local function again(sku)
        local ok, message = pcall(price, sku)
        error("cannot sell: " .. message)
      end
      local shop = {price = price, again = again}
      function shop.down(sku, n)
        if n == 0 then price(sku) end
        shop.down(sku, n - 1)
        return n
      end
      function shop.cost(sku) local cents = price(sku) return cents end
      function shop.take(sku) warehouse:take(sku) end
      function shop.give(sku) warehouse:take(sku) end
      function shop.wrapped(sku) host:rethrow(function() warehouse:take(sku) end) end
      function shop.parse(sku) return luajava.bindClass("java.lang.Integer"):parseInt(sku) end
      function shop.endless(n) return 1 + shop.endless(n) end
      function shop.forever(n) return 1 + shop.forever(n) end
      function shop.anonymous(sku) return (function() error("nameless " .. sku) end)() end
      function shop.both(sku) if sku then warehouse:take(sku) end error("no sku") end
      function shop.lonely(sku) error("lonely " .. sku) end
      function shop.caught(sku) pcall(shop.lonely, sku) end
      return shop
      """;

  private final Map<String, Callable<?>> cases = new LinkedHashMap<>();

  private FingerprintPairs() {
    sameInOtherWords();
    sameByAnotherWay();
    other();
  }

  private void sameInOtherWords() {
    String moved =
        "-- a comment\n\n" + SHOP.replace("  error(\"no price", "\n\n  error(\"no price");
    pair(
        "same|lines above and within",
        sell("price", "tea"),
        () -> call(moved, "@shop.lua", "price", "tea"));
    pair(
        "same|other folders",
        () -> call(SHOP, "@/srv/a/shop.lua", "price", "tea"),
        () -> call(SHOP, "@C:\\b\\shop.lua", "price", "tea"));
    pair("same|another word", sell("price", "tea"), sell("price", "coffee"));
    pair("same|several words", sell("price", "tea"), sell("price", "red ink"));
    pair("same|a value within", sell("price", "raspberries"), sell("price", "cranberries"));
    pair("same|values in a format", sell("price", "currants"), sell("price", "macaroon"));
    pair("same|LuaJC", sell("price", "tea"), compiled("price", "coffee"));
    pair("same|LuaJC, by a helper", sell("price", "helper"), compiled("price", "helper"));
    pair("same|LuaJC, in a table", sell("cost", "tea"), compiled("cost", "tea"));
    pair(
        "same|a debug library",
        sell("price", "tea"),
        () -> call(JsePlatform.debugGlobals(), SHOP, "@shop.lua", "price", "coffee"));
    pair("same|a table", sell("price", "table"), sell("price", "table"));
    pair("same|index of nil", sell("price", "nil"), () -> call(moved, "@shop.lua", "price", "nil"));
    pair(
        "same|no name but a line",
        sell("anonymous", "a"),
        () -> call(moved, "@shop.lua", "anonymous", "b"));
  }

  private void sameByAnotherWay() {
    pair("same|caught for good", sell("lonely", "tea"), sell("caught", "coffee"));
    pair("same|caught and raised again", sell("again", "tea"), sell("again", "coffee"));
    pair(
        "same|raised again, known less well", sell("again", "tea"), () -> often("again", "coffee"));
    pair("same|depth of a recursion", () -> down(2), () -> down(9));
    pair("same|wrapped in Java", sell("take", "tea"), sell("wrapped", "coffee"));
    pair("same|from another function of Lua", sell("take", "tea"), sell("give", "tea"));
    pair("same|depth of a stack overflow", () -> deep(256 << 10), () -> deep(700 << 10));
    pair(
        "same|syntax error",
        () -> JsePlatform.standardGlobals().load("x = = 1", "@a/broken.lua"),
        () -> JsePlatform.standardGlobals().load("\n\ny = = 22", "@b/broken.lua"));
    pair("same|of the JDK", sell("parse", "tea"), sell("parse", "coffee"));
    pair("same|found by require", () -> required(false), () -> required(true));
  }

  private void other() {
    pair("other|statement of one function", sell("price", "tea"), sell("price", "raspberries"));
    pair("other|statement with a format", sell("price", "tea"), sell("price", "currants"));
    pair("other|statement, LuaJC", compiled("price", "tea"), compiled("price", "raspberries"));
    pair("other|words for a helper", sell("price", "helper"), sell("price", "helped"));
    pair("other|index and call of nil", sell("price", "nil"), sell("price", "call"));
    pair("other|error and assert", sell("price", "tea"), sell("price", "assert"));
    pair("other|table and text", sell("price", "table"), sell("price", "tea"));
    pair("other|caller", sell("price", "tea"), sell("cost", "tea"));
    pair("other|root behind one catch", sell("again", "tea"), sell("again", "raspberries"));
    pair("other|chunk", sell("price", "tea"), () -> call(SHOP, "@market.lua", "price", "tea"));
    pair("other|Lua and Java", sell("both", "tea"), sell("both", null));
    pair("other|stack overflow", sell("endless", "1"), sell("forever", "1"));
    pair(
        "other|syntax error",
        () -> JsePlatform.standardGlobals().load("x = = 1", "@broken.lua"),
        () -> JsePlatform.standardGlobals().load("x = 'a", "@broken.lua"));
    pair(
        "other|chunk with a syntax error",
        () -> JsePlatform.standardGlobals().load("x = = 1", "@broken.lua"),
        () -> JsePlatform.standardGlobals().load("x = = 1", "@damaged.lua"));
    pair("other|exception", sell("take", "tea"), sell("parse", "tea"));
  }

  private void pair(String name, Callable<?> one, Callable<?> other) {
    cases.put(name + "|1", one);
    cases.put(name + "|2", other);
  }

  public static void main(String[] args) throws InterruptedException {
    for (Map.Entry<String, Callable<?>> each : new FingerprintPairs().cases.entrySet()) {
      run(each.getValue(), each.getKey(), 0);
    }
  }

  private static Object run(Callable<?> work, String name, long stackSize)
      throws InterruptedException {
    Thread thread = new Thread(null, () -> fail(work), name, stackSize);
    thread.start();
    thread.join();
    return null;
  }

  private static Object fail(Callable<?> work) {
    try {
      return work.call();
    } catch (Throwable t) {
      System.out.println(Thread.currentThread().getName() + ": " + t.getClass().getName());
      return null;
    }
  }

  private static Callable<?> sell(String function, String sku) {
    return () -> call(SHOP, "@shop.lua", function, sku);
  }

  private static Callable<?> compiled(String function, String sku) {
    return () -> {
      Globals globals = JsePlatform.standardGlobals();
      LuaJC.install(globals);
      return call(globals, SHOP, "@shop.lua", function, sku);
    };
  }

  private static Object call(String script, String name, String function, String sku) {
    return call(JsePlatform.standardGlobals(), script, name, function, sku);
  }

  private static Object call(
      Globals globals, String script, String name, String function, String sku) {
    LuaValue value = sku == null ? LuaValue.NIL : LuaValue.valueOf(sku);
    return shop(globals, script, name).get(function).call(value);
  }

  private static LuaValue shop(Globals globals, String script, String name) {
    globals.set("host", CoerceJavaToLua.coerce(new Host()));
    return Scripts.prepare(globals).load(script, name).call();
  }

  private static Object down(int depth) {
    return shop(JsePlatform.standardGlobals(), SHOP, "@shop.lua")
        .get("down")
        .call(LuaValue.valueOf("tea"), LuaValue.valueOf(depth));
  }

  private static Object deep(long stackSize) throws InterruptedException {
    return run(sell("endless", "1"), Thread.currentThread().getName(), stackSize);
  }

  /** From one place, as programs do; the latter are not looked at so closely. */
  private static Object often(String function, String sku) {
    LuaValue again = shop(JsePlatform.standardGlobals(), SHOP, "@shop.lua").get(function);
    for (int i = 0; i < OFTEN; i++) {
      fail(() -> again.call(LuaValue.valueOf(sku)));
    }
    return null;
  }

  private static Object required(boolean again) {
    Globals globals = JsePlatform.standardGlobals();
    String path = "scripts/modules/broken.lua";
    return again
        ? globals.load("package.path = 'scripts/modules/?.lua' require 'broken'", "@r.lua").call()
        : globals.loadfile(path);
  }
}
