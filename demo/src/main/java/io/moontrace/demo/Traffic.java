package io.moontrace.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Sends a few orders one after the other and prints the responses, once or repeatedly. */
public final class Traffic {
  /** The timeout of one request. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final List<Order> ORDERS =
      List.of(
          new Order("a good order", "customer=ada&sku=tea&quantity=2", 200),
          new Order(
              "a good order with a coupon",
              "customer=grace&sku=lamp&quantity=12&country=fr&coupon=BULK",
              200),
          new Order(
              "a bug in Lua: a coupon without an entry",
              "customer=linus&sku=coffee&quantity=1&coupon=SUMMER",
              500),
          new Order(
              "a Java exception under Lua: out of stock",
              "customer=barbara&sku=unicorn&quantity=1",
              500),
          new Order(
              "an error in Lua that Java called from Lua",
              "customer=ken&sku=globe&quantity=1",
              500),
          new Order(
              "a Java exception that Lua catches and raises again: no parcels to there",
              "customer=margaret&sku=tea&quantity=1&country=aq",
              500),
          new Order("a bad request", "customer=dennis&sku=tea&quantity=many", 400));

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String address;
  private final PrintStream out;

  private Traffic(String address, PrintStream out) {
    this.address = address;
    this.out = out;
  }

  /**
   * Sends the orders to the service at {@code args[0]}, such as {@code http://127.0.0.1:8080}.
   *
   * @param args the address and, to repeat forever, the seconds between rounds; the exit code is 2
   *     if the address is not on this machine, 1 if a response was not the expected one
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 1 || args.length > 2 || !isLoopback(args[0])) {
      System.err.println("usage: Traffic http://127.0.0.1:PORT [SECONDS] (only this machine)");
      System.exit(2);
    }
    boolean asExpected = once(args[0]);
    while (args.length == 2) {
      Thread.sleep(Duration.ofSeconds(Integer.parseInt(args[1])).toMillis());
      once(args[0]);
    }
    System.exit(asExpected ? 0 : 1);
  }

  private static boolean once(String address) throws InterruptedException {
    try {
      return run(address, System.out);
    } catch (IOException e) {
      System.err.println("Traffic: no answer from " + address + ": " + e);
      return false;
    }
  }

  /** Sends the orders; returns whether all responses had the expected status. */
  static boolean run(String address, PrintStream out) throws IOException, InterruptedException {
    Traffic traffic = new Traffic(address, out);
    boolean asExpected = true;
    for (Order order : ORDERS) {
      asExpected &= traffic.send(order);
    }
    return asExpected;
  }

  private boolean send(Order order) throws IOException, InterruptedException {
    URI uri = URI.create(address + "/orders?" + order.query());
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            // The customer is propagated as W3C baggage.
            .header("baggage", "user_id=" + order.customer())
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    boolean asExpected = response.statusCode() == order.status();
    out.println("# " + order.title());
    out.println("POST /orders?" + order.query());
    out.println("  " + response.statusCode() + " " + response.body().strip());
    if (!asExpected) {
      out.println("  expected " + order.status());
    }
    return asExpected;
  }

  /** Whether this is an http address of this machine. Host names are not resolved. */
  static boolean isLoopback(String address) {
    try {
      URI uri = URI.create(address);
      String host = uri.getHost();
      return "http".equals(uri.getScheme())
          && host != null
          && (host.equals("localhost")
              || (host.matches("127(\\.[0-9]{1,3}){3}|\\[[0-9a-f:]+]")
                  && InetAddress.getByName(host).isLoopbackAddress()));
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }

  private static final class Order {
    private final String title;
    private final String query;
    private final int status;

    Order(String title, String query, int status) {
      this.title = title;
      this.query = query;
      this.status = status;
    }

    String title() {
      return title;
    }

    String query() {
      return query;
    }

    int status() {
      return status;
    }

    /** The value of the query's first parameter. */
    String customer() {
      return query.substring(query.indexOf('=') + 1, query.indexOf('&'));
    }
  }
}
