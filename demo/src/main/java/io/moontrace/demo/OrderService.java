package io.moontrace.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order service: {@code POST /orders}, {@code GET /health}. */
public final class OrderService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OrderService.class);

  private static final int THREADS = 4;
  private static final int QUEUE = 64;

  /** Seconds that running requests may take to complete after the stop. */
  private static final int STOP_SECONDS = 1;

  private final Carrier carrier;
  private final HttpServer server;
  private final ExecutorService workers;

  private OrderService(Carrier carrier, HttpServer server, ExecutorService workers) {
    this.carrier = carrier;
    this.server = server;
    this.workers = workers;
  }

  /**
   * Starts the service, which runs until the process is terminated.
   *
   * @param args see {@code --help}; the exit code is 2 for an invalid option, 1 if the service
   *     cannot start
   */
  public static void main(String[] args) {
    // Otherwise the JDK's server waits 40 ms for an ACK between headers and body of a response.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      Options options = Options.parse(args, System.getenv());
      if (options.help()) {
        System.out.print(Options.USAGE);
        return;
      }
      OrderService service = start(options);
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    } catch (IllegalArgumentException e) {
      System.err.println("order service: " + e.getMessage());
      System.err.print(Options.USAGE);
      System.exit(2);
    } catch (IOException | RuntimeException e) {
      log.error("cannot start", e);
      System.exit(1);
    }
  }

  /**
   * Starts the service and its carrier; both accept connections when this returns.
   *
   * @throws IOException if the address is in use or a script cannot be read
   */
  static OrderService start(Options options) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(options.host(), options.port()), 0);
    Carrier carrier = Carrier.start();
    try {
      Inventory inventory = Inventory.stocked();
      Shipping shipping = new Shipping(carrier.quotes());
      ScriptPool scripts = ScriptPool.load(THREADS, options.scripts(), inventory, shipping);
      ExecutorService workers = Workers.create("worker", THREADS, QUEUE);
      server.setExecutor(workers);
      server.createContext("/orders", new OrderHandler(scripts, inventory));
      server.createContext("/health", exchange -> Responses.send(exchange, 200, "ok\n"));
      server.createContext("/", Responses::notFound);
      server.start();
      OrderService service = new OrderService(carrier, server, workers);
      log.info("order service listens on {}", service.address());
      return service;
    } catch (IOException | RuntimeException e) {
      server.stop(0);
      carrier.close();
      throw e;
    }
  }

  /** The address of the service, such as {@code http://127.0.0.1:8080}. */
  String address() {
    return Responses.address(server);
  }

  /** Waits for running requests, then stops. */
  @Override
  public void close() {
    log.info("order service stops");
    server.stop(STOP_SECONDS);
    Workers.stop(workers, STOP_SECONDS);
    carrier.close();
  }
}
