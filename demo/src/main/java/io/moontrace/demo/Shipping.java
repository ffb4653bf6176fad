package io.moontrace.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Requests parcel prices from the carrier. Public, because scripts call it: {@code
 * shipping:quote(country, weight)}. Thread-safe.
 */
public final class Shipping {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI quotes;

  /**
   * @param quotes the URI of the carrier, without a query
   */
  Shipping(URI quotes) {
    this.quotes = quotes;
  }

  /**
   * The price of a parcel in cents.
   *
   * @param weight grams
   * @throws IllegalStateException if the carrier does not respond or serve the country
   */
  public int quote(String country, int weight) {
    URI uri = URI.create(quotes + "?country=" + country + "&weight=" + weight);
    HttpResponse<String> response = send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "carrier answered " + response.statusCode() + ": " + response.body().strip());
    }
    return Integer.parseInt(response.body().strip());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("carrier does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the service stops", e);
    }
  }
}
