package io.moontrace.e2e;

import java.net.URI;

/** Sends orders to the demo at an address. */
record Orders(URI demo) {

  /**
   * The status of the answer to {@code POST /orders?query}; headers are names and values in turn.
   */
  int send(String query, String... headers) {
    return Http.post(demo.resolve("/orders?" + query), headers).statusCode();
  }
}
