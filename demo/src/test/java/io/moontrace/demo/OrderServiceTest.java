package io.moontrace.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderServiceTest {
  private static final HttpClient client = HttpClient.newHttpClient();
  private static OrderService service;

  @RegisterExtension final Logged logged = new Logged();

  @BeforeAll
  static void start() throws IOException {
    service = OrderService.start(new Options("127.0.0.1", 0, Path.of("scripts"), false));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sku=tea&quantity=2| 10.80| 0.00| 4.70",
        "sku=tea&quantity=2&coupon=WELCOME| 10.80| 1.08| 4.70",
        "sku=tea&quantity=10| 54.00| 2.70| 6.30",
        "sku=lamp&quantity=12&country=fr&coupon=BULK| 468.00| 70.20| 22.10",
      })
  void answersWithAReceipt(String query, String price, String discount, String shipping)
      throws Exception {
    HttpResponse<String> response = post("/orders?customer=ada&" + query);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body())
        .matches("\\{\"order\":\"[0-9a-f]{8}\",\"sku\":\"[a-z]+\",\"quantity\":\\d+,.*}\n")
        .contains("\"price\":" + price + ",\"discount\":" + discount + ",\"shipping\":" + shipping);
  }

  @Test
  void aBugInLuaIsA500AndOneErrorInTheLog() throws Exception {
    HttpResponse<String> response = post("/orders?customer=ada&sku=tea&quantity=2&coupon=SUMMER");

    assertThat(response.statusCode()).isEqualTo(500);
    ILoggingEvent event = onlyError();
    assertThat(response.body())
        .isEqualTo("{\"error\":\"order " + event.getMDCPropertyMap().get("order") + " failed\"}\n");
    assertThat(event.getFormattedMessage()).isEqualTo("order failed");
    assertThat(event.getMDCPropertyMap()).contains(entry("customer", "ada"));
    assertThat(event.getThrowableProxy().getMessage())
        .startsWith("@scripts/discounts.lua:19 ")
        .contains("attempt to index ? (a nil value)");
  }

  @Test
  void aJavaExceptionUnderLuaIsA500WithItsCauses() throws Exception {
    HttpResponse<String> response = post("/orders?customer=ada&sku=unicorn&quantity=1");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(onlyError().getThrowableProxy().getCause())
        .satisfies(
            cause -> assertThat(cause.getMessage()).isEqualTo("cannot reserve 1 unicorn"),
            cause ->
                assertThat(cause.getCause().getMessage())
                    .isEqualTo("out of stock: 1 unicorn wanted, 0 left"));
  }

  @Test
  void anErrorInARuleThatJavaCallsPropagatesThroughTheOuterLua() throws Exception {
    HttpResponse<String> response = post("/orders?customer=ada&sku=globe&quantity=1");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(onlyError().getThrowableProxy().getCause().getMessage())
        .isEqualTo("@scripts/pricing.lua:18 no margin for category 'antiques'");
  }

  @Test
  void aCountryWithoutACarrierIsA500WithOnlyTheTextOfTheCause() throws Exception {
    HttpResponse<String> response = post("/orders?customer=ada&sku=tea&quantity=1&country=aq");

    assertThat(response.statusCode()).isEqualTo(500);
    IThrowableProxy error = onlyError().getThrowableProxy();
    assertThat(error.getMessage())
        .contains("no postage for tea: ")
        .endsWith("IllegalStateException: carrier answered 404: no parcels to aq");
    assertThat(error.getCause()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "customer=ada&quantity=2| sku must be one of tea, coffee, lamp, unicorn, globe",
        "customer=ada&sku=dragon&quantity=2| sku must be one of tea, coffee, lamp, unicorn, globe",
        "sku=tea&quantity=2| customer must be 1 to 64 letters, digits, dots, dashes",
        "customer=a%0Ab&sku=tea&quantity=2| customer must be 1 to 64 letters, digits, dots, dashes",
        "customer=ada&sku=tea| quantity must be a whole number from 1 to 100",
        "customer=ada&sku=tea&quantity=many| quantity must be a whole number from 1 to 100",
        "customer=ada&sku=tea&quantity=101| quantity must be a whole number from 1 to 100",
        "customer=ada&sku=tea&quantity=1&country=DE| country must be two small letters",
        "customer=ada&sku=tea&quantity=1&quantity=2| parameter quantity is there twice",
        "a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q| more than 16 parameters",
      })
  void invalidInputIsA400WithAnExplanation(String query, String message) throws Exception {
    HttpResponse<String> response = post("/orders?" + query);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo("{\"error\":\"" + message + "\"}\n");
    assertThat(logged.events()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /health, 200",
    "GET, /orders, 405",
    "POST, /ordersx, 404",
    "GET, /, 404",
    "HEAD, /elsewhere, 404",
  })
  void otherPathsAndMethods(String method, String path, int status) throws Exception {
    assertThat(send(method, path).statusCode()).isEqualTo(status);
  }

  @Test
  void trafficGetsTheExpectedResponses() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(Traffic.run(service.address(), new PrintStream(out, true, UTF_8))).isTrue();
    assertThat(out.toString(UTF_8))
        .contains("POST /orders?customer=ada&sku=tea&quantity=2\n  200 {");
  }

  private ILoggingEvent onlyError() {
    List<ILoggingEvent> errors =
        logged.events().stream().filter(event -> event.getLevel() == Level.ERROR).toList();
    assertThat(errors).hasSize(1);
    return errors.get(0);
  }

  private static HttpResponse<String> post(String path) throws Exception {
    return send("POST", path);
  }

  private static HttpResponse<String> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .method(method, BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
