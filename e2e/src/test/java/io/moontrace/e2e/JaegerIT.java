package io.moontrace.e2e;

import static io.moontrace.e2e.StackLines.java;
import static io.moontrace.e2e.StackLines.lua;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The traces in Jaeger after requests to the demo. */
final class JaegerIT {
  private static final String SERVICE = "order-service";
  private static final String STACK = "exception.stacktrace";
  private static final String LUA = "io.moontrace.luaj";
  private static final String ORDERS = "scripts/orders.lua";
  private static final String PRICING = "scripts/pricing.lua";
  private static final String DISCOUNTS = "scripts/discounts.lua";

  private static Containers containers;
  private static DemoProcess demo;

  @BeforeAll
  static void start() {
    containers = Containers.start();
    demo = DemoProcess.start(containers.otlp(), SERVICE);
  }

  @AfterAll
  static void stop() {
    if (demo != null) {
      demo.close();
    }
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void aGoodOrderIsOneTrace() {
    String query = "customer=good&sku=tea&quantity=2";
    assertThat(demo.orders().send(query)).isEqualTo(200);

    Trace trace = trace(query, Trees.GOOD_ORDER);
    assertThat(trace.spans()).extracting(Span::traceId).containsOnly(trace.of(LUA).traceId());
    assertThat(trace.of(LUA).attributes())
        .containsEntry("code.function.name", "checkout")
        .containsEntry("code.file.path", ORDERS)
        .containsEntry("lua.engine", "luaj");
    assertThat(trace.spans()).noneMatch(Span::error);
    assertThat(trace.spans()).flatExtracting(Span::events).isEmpty();
  }

  @Test
  void aJavaExceptionUnderLuaHasAnInterleavedStack() {
    String query = "customer=java&sku=unicorn&quantity=1";
    assertThat(demo.orders().send(query)).isEqualTo(500);

    Span.Event event = exception(trace(query, Trees.GOOD_ORDER));
    assertThat(event.attribute("exception.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(event.attribute("exception.message")).isEqualTo("cannot reserve 1 unicorn");
    assertThat(event.attribute(STACK))
        .contains("\nCaused by: io.moontrace.demo.OutOfStockException: ");
    assertThat(StackLines.own(event.attribute(STACK)))
        .startsWith(
            java(
                "Inventory",
                "reserve",
                "throw new IllegalStateException(\"cannot reserve \" + quantity + \" \" + sku, e);"),
            lua("reserve", ORDERS, "local left = inventory:reserve(order.sku, order.quantity)"),
            lua("checkout", ORDERS, "reserve(order)"),
            java("OrderScripts", "checkout", "LuaValue result = checkout.call(order);"),
            java("ScriptPool", "checkout", "return scripts.checkout(request);"),
            java("OrderHandler", "checkout", "receipt = scripts.checkout(request);"));
  }

  @Test
  void aBugInLuaHasTheLuaCallsInOrder() {
    String query = "customer=lua&sku=tea&quantity=1&coupon=SUMMER";
    assertThat(demo.orders().send(query)).isEqualTo(500);

    Span.Event event = exception(trace(query, Trees.FAILED_BEFORE_SHIPPING));
    assertThat(event.attribute("exception.type")).isEqualTo("org.luaj.vm2.LuaError");
    assertThat(StackLines.own(event.attribute(STACK)))
        .startsWith(
            lua("percent_of", DISCOUNTS, "if price < coupon.minimum then"),
            lua("by_coupon", DISCOUNTS, "local percent = percent_of(order.coupon, price)"),
            lua("discounts.total", DISCOUNTS, "local coupon = by_coupon(order, price)"),
            lua("checkout", ORDERS, "local discount = discounts.total(order, price)"),
            java("OrderScripts", "checkout", "LuaValue result = checkout.call(order);"));
  }

  @Test
  void aLuaErrorUnderJavaUnderLuaKeepsTheTrueOrder() {
    String query = "customer=nested&sku=globe&quantity=1";
    assertThat(demo.orders().send(query)).isEqualTo(500);

    Span.Event event = exception(trace(query, Trees.FAILED_BEFORE_SHIPPING));
    assertThat(StackLines.own(event.attribute(STACK)))
        .containsSequence(
            lua("margin_of", PRICING, "error(\"no margin for category '\" .. category .. \"'\")"),
            lua("selling_price", PRICING, "local margin = margin_of(item)"),
            java(
                "Inventory", "price", "return rule.call(CoerceJavaToLua.coerce(item)).checkint();"),
            lua("pricing.price", PRICING, "local each = inventory:price(order.sku, selling_price)"),
            lua("checkout", ORDERS, "local price = pricing.price(order)"),
            java("OrderScripts", "checkout", "LuaValue result = checkout.call(order);"));
  }

  @Test
  void theAgentLogsNoWarnings() {
    DemoProcess quiet = DemoProcess.start(containers.otlp(), "quiet-service");
    assertThat(quiet.orders().send("customer=quiet&sku=tea&quantity=1")).isEqualTo(200);
    quiet.close(); // The agent flushes all three signals.

    assertThat(quiet.printedByAgent()).isNotEmpty().allMatch(line -> line.contains(" INFO "));
  }

  /** The only event of the trace, which must be the exception of the Lua span. */
  private static Span.Event exception(Trace trace) {
    assertThat(trace.of(LUA).error()).isTrue();
    assertThat(trace.of(LUA).events()).extracting(Span.Event::name).containsExactly("exception");
    assertThat(trace.spans()).flatExtracting(Span::events).hasSize(1);
    Span.Event event = trace.of(LUA).events().get(0);
    assertThat(StackLines.unreadable(event.attribute(STACK))).isEmpty();
    return event;
  }

  private static Trace trace(String query, String tree) {
    return containers.jaeger().await(SERVICE, query, tree);
  }
}
