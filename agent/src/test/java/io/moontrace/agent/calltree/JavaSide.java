package io.moontrace.agent.calltree;

import io.moontrace.agent.calltree.Fault.Value;
import io.moontrace.agent.calltree.JavaCode.Probe;
import java.util.List;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;

/** The Java that scripts call: how they call it, and what it has on the stack then. */
final class JavaSide {
  private static final String NEW = "luajava.newInstance(\"" + Host.class.getName() + "\", ";

  /**
   * A Java function that calls back.
   *
   * @param before what a script writes before the callback
   * @param key the name of the callback as a field, or null
   * @param after what a script writes behind the callback
   */
  record Relayed(String before, String key, String after, boolean luajava, JavaCode code) {
    /** Then it returns an object. */
    boolean isConstructor() {
      return before.startsWith("luajava.new");
    }
  }

  /** A Java function that fails, as a script calls it. */
  record Failing(String call, boolean luajava, Value value, JavaCode code) {}

  static final List<Relayed> RELAYS =
      List.of(
          function("one(", ")", JavaCode.of(f -> new Relay.One().call(f))),
          function("one(", ", 1, 2)", JavaCode.of(f -> new Relay.One().call(f))),
          function("two(", ")", JavaCode.of(f -> new Relay.Two().call(f, f))),
          function("two(", ", 1, 2, 3)", JavaCode.of(f -> new Relay.Two().call(f, f))),
          function("three(", ", id(1, 2))", JavaCode.of(f -> new Relay.Three().call(f, f, f))),
          function("var(", ")", JavaCode.of(f -> new Relay.Var().invoke(f))),
          function("var(", ", 1, 2)", JavaCode.of(f -> new Relay.Var().invoke(f))),
          function("streaming(", ")", JavaCode.of(f -> new Relay.Streaming().call(f))),
          function("same(", ")", JavaCode.of(f -> new Relay.Same().call(f))),
          method("host:call(", ")", JavaCode.of(f -> new Host().call((LuaFunction) f))),
          method("Host:callStatic(", ")", JavaCode.of(f -> Host.callStatic((LuaFunction) f))),
          method(NEW, ")", JavaCode.of(f -> new Host((LuaFunction) f))),
          method("luajava.new(Host, ", ")", JavaCode.of(f -> new Host((LuaFunction) f))),
          proxy("run", Runnable.class, JavaCode.of(f -> new Host().run((Probe) f))),
          proxy("supply", "get", "java.util.function.Supplier", JavaCode.of(JavaSide::supply)),
          proxy("sort", "compare", "java.util.Comparator", JavaCode.of(JavaSide::sort)));

  static final List<Relayed> WRAPPERS =
      List.of(
          function("wrap(", ")", JavaCode.of(f -> new Relay.Wrap().call(f))),
          method("host:wrap(", ")", JavaCode.of(f -> new Host().wrap((LuaFunction) f))));

  static final List<Failing> FAILURES =
      List.of(
          failing("fail()", Value.TEXT, JavaCode.of(f -> fail().call())),
          failing("fail(1)", Value.TEXT, JavaCode.of(f -> fail().call())),
          failing("fail_lua()", Value.TEXT, JavaCode.of(f -> failLua().call())),
          failing("fail_table()", Value.TABLE, JavaCode.of(f -> failTable().call())),
          failing("fail_var(\"x\")", Value.TEXT, JavaCode.of(f -> new Relay.FailVar().invoke(f))),
          failing("fail_error(1)", Value.TEXT, JavaCode.of(f -> new Relay.FailError().call(f))),
          luajava("host:fail(\"x\")", JavaCode.of(f -> new Host().fail("x"))),
          luajava("Host:failStatic()", JavaCode.of(f -> Host.failStatic())),
          luajava("host:failLua()", JavaCode.of(f -> new Host().failLua())),
          luajava("host:failError()", JavaCode.of(f -> new Host().failError())),
          luajava(NEW + "\"x\")", JavaCode.of(f -> new Host("x"))));

  static void installInto(Globals globals) {
    globals.set("one", new Relay.One());
    globals.set("two", new Relay.Two());
    globals.set("three", new Relay.Three());
    globals.set("var", new Relay.Var());
    globals.set("streaming", new Relay.Streaming());
    globals.set("same", new Relay.Same());
    globals.set("wrap", new Relay.Wrap());
    globals.set("fail", fail());
    globals.set("fail_lua", failLua());
    globals.set("fail_table", failTable());
    globals.set("fail_var", new Relay.FailVar());
    globals.set("fail_error", new Relay.FailError());
    globals.set("host", CoerceJavaToLua.coerce(new Host()));
    globals.set("Host", CoerceJavaToLua.coerce(Host.class));
  }

  private static Relay.Fail fail() {
    return new Relay.Fail(Relay::unchecked);
  }

  private static Relay.Fail failLua() {
    return new Relay.Fail(Relay::lua);
  }

  private static Relay.Fail failTable() {
    return new Relay.Fail(Relay::table);
  }

  private static void supply(LuaValue callback) {
    Probe probe = (Probe) callback;
    new Host().supply(probe);
  }

  private static void sort(LuaValue callback) {
    Probe probe = (Probe) callback;
    new Host().sort(probe);
  }

  private static Relayed function(String before, String after, JavaCode code) {
    return new Relayed(before, null, after, false, code);
  }

  private static Relayed method(String before, String after, JavaCode code) {
    return new Relayed(before, null, after, true, code);
  }

  private static Relayed proxy(String method, Class<?> type, JavaCode code) {
    return proxy(method, method, type.getName(), code);
  }

  private static Relayed proxy(String method, String key, String type, JavaCode code) {
    String before = "host:" + method + "(luajava.createProxy(\"" + type + "\", {";
    return new Relayed(before, key, "}))", true, code);
  }

  private static Failing failing(String call, Value value, JavaCode code) {
    return new Failing(call, false, value, code);
  }

  private static Failing luajava(String call, JavaCode code) {
    return new Failing(call, true, Value.TEXT, code);
  }

  private JavaSide() {}
}
