package io.moontrace.error;

/** Formats numbers and bytes as lower-case hexadecimal digits, two per byte. */
public final class Hex {

  public static String of(byte[] bytes) {
    StringBuilder hex = new StringBuilder(bytes.length * 2);
    for (byte b : bytes) {
      hex.append(Character.forDigit((b >> 4) & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
    }
    return hex.toString();
  }

  /** 16 digits. */
  static String of(long number) {
    char[] digits = new char[16];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = Character.forDigit((int) (number >>> (60 - 4 * i)) & 0xf, 16);
    }
    return new String(digits);
  }

  private Hex() {}
}
