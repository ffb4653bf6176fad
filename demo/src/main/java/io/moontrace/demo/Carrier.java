package io.moontrace.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * The parcel carrier that the service calls over HTTP: {@code GET /quote?country=de&weight=600}
 * returns the price in cents as plain text. It runs in the same process to keep the demo simple.
 */
final class Carrier implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int QUEUE = 64;
  private static final int MAX_GRAMS = 1_000_000;
  private static final int CENTS_PER_KILO = 80;

  /** The base price in cents by country. */
  private static final Map<String, Integer> BASE =
      Map.of("de", 390, "fr", 690, "gb", 890, "us", 1490);

  private final HttpServer server;
  private final ExecutorService workers;

  private Carrier(HttpServer server, ExecutorService workers) {
    this.server = server;
    this.workers = workers;
  }

  /** Starts on any free port of the loopback address. */
  static Carrier start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService workers = Workers.create("carrier", THREADS, QUEUE);
    server.setExecutor(workers);
    server.createContext("/quote", Carrier::quote);
    server.start();
    return new Carrier(server, workers);
  }

  private static void quote(HttpExchange exchange) throws IOException {
    try {
      Query query = Query.parse(exchange.getRequestURI());
      int grams = query.number("weight", MAX_GRAMS);
      String country = query.value("country", "");
      Integer base = BASE.get(country);
      if (base == null) {
        Responses.send(exchange, 404, "no parcels to " + country + "\n");
        return;
      }
      int kilos = (grams + 999) / 1000;
      Responses.send(exchange, 200, base + kilos * CENTS_PER_KILO + "\n");
    } catch (BadRequestException e) {
      Responses.send(exchange, 400, e.getMessage() + "\n");
    }
  }

  /** The URI for quotes, without a query. */
  URI quotes() {
    return URI.create(Responses.address(server) + "/quote");
  }

  @Override
  public void close() {
    server.stop(0);
    Workers.stop(workers, 1);
  }
}
