package io.moontrace.agent.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.DumpState;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.luaj.vm2.luajc.LuaJC;

/**
 * Errors of chunks whose text is known, and of chunks whose is not; each on a thread of its name.
 */
public final class SourceCases {
  private static final String ORDERS =
      """
      -- orders
      local function price(sku)
      \tlocal found = prices[sku]
        return found
      end

      local function order(sku)
        local password = "hunter2"
        local cents = price(sku)
        return cents
      end
      order("tea")
      """;

  private static final String FAILS = "local t = nil\nlocal x = t.x\nreturn x";

  private final Map<String, Callable<?>> cases = new LinkedHashMap<>();

  private SourceCases() {
    cases.put("named", () -> globals().load(ORDERS, "@scripts/orders.lua").call());
    cases.put("text as name", () -> globals().load(FAILS).call());
    cases.put("load", () -> globals().load("load('\\n\\nerror(1)')()", "@loads.lua").call());
    cases.put("crlf", () -> globals().load(FAILS.replace("\n", "\r\n"), "@crlf.lua").call());
    cases.put(
        "long",
        () ->
            globals()
                .load(FAILS.replace("x\n", "x -- " + "é".repeat(999) + "\n"), "@l.lua")
                .call());
    cases.put("bytes", SourceCases::bytes);
    cases.put("first line", () -> globals().load("error('x')", "@one.lua").call());
    cases.put("binary", () -> dumped(false));
    cases.put("stripped", () -> dumped(true));
    cases.put(
        "too long", () -> globals().load(FAILS + " --" + "x".repeat(1 << 20), "@big.lua").call());
    cases.put(
        "deep",
        () ->
            globals()
                .load(
                    "local function f(n)\n  if n == 0 then error('x') end\n  f(n - 1)\n  return 1\nend\nf(20)",
                    "@deep.lua")
                .call());
    cases.put(
        "syntax", () -> globals().load("local a = 1\nlocal b = = 2\nreturn a", "@broken.lua"));
    cases.put("by hand", SourceCases::byHand);
    cases.put("hostile", () -> globals().load(FAILS, "@scripts/a b:(#?%41\u2028\"/é.lua").call());
    cases.put("climbing", () -> globals().load(FAILS, "@scripts/../../secret.lua").call());
    cases.put("elsewhere", () -> globals().load(FAILS, "@scripts2/orders.lua").call());
    cases.put("luajc", () -> compiled().load(ORDERS, "@jc/orders.lua").call());
    cases.put("luajc, two versions", SourceCases::twoVersions);
  }

  public static void main(String[] args) throws InterruptedException {
    for (Map.Entry<String, Callable<?>> each : new SourceCases().cases.entrySet()) {
      Thread thread = new Thread(() -> fail(each.getValue()), each.getKey());
      thread.start();
      thread.join();
    }
  }

  private static void fail(Callable<?> work) {
    try {
      work.call();
    } catch (Throwable t) {
      System.out.println(Thread.currentThread().getName() + ": " + t.getMessage());
    }
  }

  private static Globals globals() {
    return JsePlatform.standardGlobals();
  }

  private static Globals compiled() {
    Globals globals = globals();
    LuaJC.install(globals);
    return globals;
  }

  /** Latin-1, and what is no text at all. */
  private static Object bytes() {
    byte[] chunk =
        "-- caf\u00e9 \u0000\u0001\n\terror('x')\n".getBytes(StandardCharsets.ISO_8859_1);
    Globals globals = globals();
    return globals.load(new ByteArrayInputStream(chunk), "@bytes.lua", "bt", globals).call();
  }

  private static Object dumped(boolean stripped) throws Exception {
    Globals globals = globals();
    LuaClosure chunk = (LuaClosure) globals.load(FAILS, "@dumped.lua");
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    DumpState.dump(chunk.p, binary, stripped);
    ByteArrayInputStream stream = new ByteArrayInputStream(binary.toByteArray());
    return globals.load(stream, "@dumped.luac", "b", globals).call();
  }

  private static Object byHand() throws Exception {
    byte[] chunk = FAILS.getBytes(StandardCharsets.UTF_8);
    return new LuaClosure(
            LuaC.instance.compile(new ByteArrayInputStream(chunk), "@hand.lua"), globals())
        .call();
  }

  /** Both are in use, and nothing tells which of them a stack trace element is of. */
  private static Object twoVersions() {
    LuaValue old = compiled().load("-- old\n" + FAILS, "@jc/two.lua");
    LuaValue young = compiled().load(FAILS, "@jc/two.lua");
    fail(old::call);
    fail(young::call);
    return old.eq(young);
  }
}
