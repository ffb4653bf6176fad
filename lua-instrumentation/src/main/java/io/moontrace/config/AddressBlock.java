package io.moontrace.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address or a CIDR block, IPv4 or IPv6: {@code 10.0.0.7}, {@code 10.0.0.0/8}, {@code fd00::/8}.
 * Names are never resolved. Immutable.
 */
public final class AddressBlock {
  /** Characters of an address without its zone. */
  private static final int MAX_LENGTH = 45;

  /** A leading zero would be octal to some. */
  private static final String BYTE = "(0|[1-9][0-9]{0,2})";

  private static final Pattern V4 =
      Pattern.compile(BYTE + "\\." + BYTE + "\\." + BYTE + "\\." + BYTE);

  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern ZONE = Pattern.compile("([^%]*:[^%]*)%[^/]*");
  private static final Pattern PREFIX = Pattern.compile("([^/%]+)/(0|[1-9][0-9]{0,2})");

  private static final int V4_BYTES = 4;
  private static final int MAX_BYTE = 255;

  /** Bits before the IPv4 address in {@code ::ffff:10.0.0.7}. */
  private static final int MAPPED_BITS = 96;

  private final byte[] address;
  private final int bits;

  private AddressBlock(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /** Null for anything else. */
  public static @Nullable AddressBlock parse(String text) {
    Matcher prefix = PREFIX.matcher(text);
    boolean hasPrefix = prefix.matches();
    String written = hasPrefix ? prefix.group(1) : text;
    byte[] address = address(written);
    if (address == null) {
      return null;
    }
    int most = address.length * Byte.SIZE;
    int bits = hasPrefix ? Integer.parseInt(prefix.group(2)) : most;
    if (hasPrefix && address.length == V4_BYTES && written.indexOf(':') >= 0) {
      bits -= MAPPED_BITS;
    }
    return bits < 0 || bits > most ? null : new AddressBlock(address, bits);
  }

  /** What is wrong with a part of a list, or null. */
  static @Nullable String problem(String text) {
    return parse(text) == null ? "is no address or CIDR block" : null;
  }

  /**
   * The bytes of an address; null for anything else. An IPv4 address that is written as an IPv6 one
   * is an IPv4 address.
   */
  public static byte @Nullable [] address(String text) {
    Matcher zone = ZONE.matcher(text);
    String address = zone.matches() ? zone.group(1) : text;
    if (address.length() > MAX_LENGTH) {
      return null;
    }
    Matcher v4 = V4.matcher(address);
    if (v4.matches()) {
      return v4(v4, 1);
    }
    return V6.matcher(address).matches() ? v6(address) : null;
  }

  private static byte @Nullable [] v4(Matcher parts, int first) {
    byte[] bytes = new byte[V4_BYTES];
    for (int i = 0; i < V4_BYTES; i++) {
      int part = Integer.parseInt(parts.group(first + i));
      if (part > MAX_BYTE) {
        return null;
      }
      bytes[i] = (byte) part;
    }
    return bytes;
  }

  private static byte @Nullable [] v6(String address) {
    String last = address.substring(address.lastIndexOf(':') + 1);
    if (last.indexOf('.') >= 0 && !V4.matcher(last).matches()) {
      return null;
    }
    try {
      // in brackets it is never looked up as a name
      return InetAddress.getByName('[' + address + ']').getAddress();
    } catch (UnknownHostException | SecurityException e) {
      return null;
    }
  }

  /**
   * Whether the block contains an address.
   *
   * @param other as {@link #address(String)} returns it
   */
  public boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (other[i] != address[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((other[whole] ^ address[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
  }
}
