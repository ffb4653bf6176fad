package io.moontrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "http://127.1.2.3:80",
        "http://localhost:1",
        "http://[::1]:8080"
      })
  void acceptsAddressesOfThisMachine(String address) {
    assertThat(Traffic.isLoopback(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1:8080",
        "http://example.org",
        "http://127.0.0.1.example.org",
        "http://localhost.example.org",
        "http://127.0.0.1@example.org",
        "https://127.0.0.1:8080",
        "http://[::2]:8080",
        "127.0.0.1:8080",
        "",
      })
  void rejectsOtherAddresses(String address) {
    assertThat(Traffic.isLoopback(address)).isFalse();
  }
}
