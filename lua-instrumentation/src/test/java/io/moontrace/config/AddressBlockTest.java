package io.moontrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases are those of {@code gateway/spec/addresses_spec.lua}. */
class AddressBlockTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, 10.0.0.7, true",
    "10.0.0.7, 10.0.0.8, false",
    "10.0.0.7, 110.0.0.7, false",
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.9/8, 10.1.1.1, true",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "192.168.4.0/22, 192.168.3.255, false",
    "10.0.0.128/25, 10.0.0.127, false",
    "10.0.0.128/25, 10.0.0.255, true",
    "10.0.0.7/32, 10.0.0.6, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "::1, ::2, false",
    "fd00::/8, fdff:1::2, true",
    "fd00::/8, fc00::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "2001:DB8::a:b, 2001:db8:0:0:0:0:A:B, true",
    "1::, 1:0:0:0:0:0:0:0, true",
    "::, ::, true",
    "::/0, 2001:db8::1, true",
    "::/0, 10.0.0.1, false",
    "fe80::/10, fe80::1%eth0, true",
    "64:ff9b::10.0.0.7, 64:ff9b::a00:7, true",
    "1:2:3:4:5:6:10.0.0.7, 1:2:3:4:5:6:a00:7, true",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "10.0.0.0/8, ::ffff:0b01:0203, false",
    "::ffff:10.0.0.0/104, 10.9.9.9, true",
    "::ffff:10.0.0.0/104, 11.9.9.9, false",
    "::ffff:10.0.0.7, 10.0.0.7, true"
  })
  void contains(String block, String address, boolean expected) {
    AddressBlock parsed = AddressBlock.parse(block);
    byte[] bytes = AddressBlock.address(address);
    assertThat(parsed).isNotNull();
    assertThat(bytes).isNotNull();
    assertThat(parsed.contains(bytes)).isEqualTo(expected);
    assertThat(AddressBlock.problem(block)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gateway",
        "localhost",
        "10.0.0",
        "10.0.0.0.1",
        "10.0.0.256",
        "10.0.0.01",
        "10.0.0.-1",
        "10.0.0.1/33",
        "10.0.0.1/",
        "10.0.0.1/-1",
        "10.0.0.1/8/8",
        "/8",
        "10.0.0.1 /8",
        "0x0a.0.0.1",
        "10..0.1",
        ".10.0.0.1",
        "10.0.0.1.",
        "10.0.0.1:80",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "g::",
        "::1/129",
        "1:2:3:4:5:6:7:8::",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "::10.0.0.256",
        "10.0.0.1::",
        "[::1]",
        "::ffff:10.0.0.1/95",
        "*",
        "unix:/tmp/s",
        "1:2:3:4:5:6:7:10.0.0.1",
        "fe80::%eth0/64",
        "%eth0",
        "10.0.0.1%eth0",
        "10.0.0.1/008",
        "1111111111111111111111111111111111111111111111111111111111111111"
      })
  void problem(String text) {
    assertThat(AddressBlock.problem(text)).isEqualTo("is no address or CIDR block");
    assertThat(AddressBlock.address(text)).isNull();
  }
}
