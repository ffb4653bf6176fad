package io.moontrace.e2e;

import java.net.URI;

/** Sends orders to the demo at an address. */
record Orders(URI demo) {

  /** The status of the answer to {@code POST /orders?query}. */
  int send(String query) {
    return Http.post(demo.resolve("/orders?" + query)).statusCode();
  }
}
