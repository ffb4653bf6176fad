package io.moontrace.error;

/** Bytes as text: two lower-case hexadecimal digits each. */
public final class Hex {

  public static String of(byte[] bytes) {
    StringBuilder hex = new StringBuilder(bytes.length * 2);
    for (byte b : bytes) {
      hex.append(Character.forDigit((b >> 4) & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
    }
    return hex.toString();
  }

  private Hex() {}
}
