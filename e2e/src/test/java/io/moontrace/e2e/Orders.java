package io.moontrace.e2e;

import java.net.URI;

/** Sends orders to the demo at an address. */
record Orders(URI demo) {

  /**
   * The status of the response to {@code POST /orders?query}; headers are names and values,
   * alternating.
   */
  int send(String query, String... headers) {
    return Http.post(demo.resolve("/orders?" + query), headers).statusCode();
  }
}
