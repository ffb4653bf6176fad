package io.moontrace.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * {@code POST /orders?customer=ada&sku=tea&quantity=2}: 200 with the receipt, 400 for an invalid
 * request, 500 if the scripts or the Java code they call fail.
 */
final class OrderHandler implements HttpHandler {
  private static final Logger log = LoggerFactory.getLogger(OrderHandler.class);

  private final ScriptPool scripts;
  private final Inventory inventory;

  OrderHandler(ScriptPool scripts, Inventory inventory) {
    this.scripts = scripts;
    this.inventory = inventory;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/orders")) {
      Responses.notFound(exchange);
    } else if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      Responses.error(exchange, 405, "use POST");
    } else {
      order(exchange);
    }
  }

  private void order(HttpExchange exchange) throws IOException {
    OrderRequest request;
    try {
      request = OrderRequest.parse(Query.parse(exchange.getRequestURI()), inventory);
    } catch (BadRequestException e) {
      Responses.error(exchange, 400, e.getMessage());
      return;
    }
    String order = UUID.randomUUID().toString().substring(0, 8);
    MDC.put("order", order);
    MDC.put("customer", request.customer());
    try {
      checkout(exchange, order, request);
    } finally {
      MDC.remove("order");
      MDC.remove("customer");
    }
  }

  private void checkout(HttpExchange exchange, String order, OrderRequest request)
      throws IOException {
    Receipt receipt;
    try {
      receipt = scripts.checkout(request);
    } catch (RuntimeException | StackOverflowError e) {
      // Endless recursion in a script overflows the stack of this thread, which is not a LuaError.
      log.error("order failed", e);
      Responses.error(exchange, 500, "order " + order + " failed");
      return;
    }
    log.info("order of {} {} accepted", request.quantity(), request.sku());
    Responses.json(exchange, 200, receipt.json(order, request));
  }
}
