package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CardNumbersTest {
  private static final int MANY = 100_000;
  private static final String[] BEFORE = {
    "", "card ", "no:", "(", "x", "order-", "pan_", "é", "\n", "7 "
  };
  private static final String[] BEHIND = {
    "", " ", ".", "!", ", 12", "z", ")", "\n", " USD", "\u2028"
  };

  private final Random random = new Random(7);

  @Test
  void noneSurvives() {
    for (int i = 0; i < MANY; i++) {
      String card = grouped(card());
      String text = oneOf(BEFORE) + card + oneOf(BEHIND);
      assertThat(Redaction.text(text)).as(text).doesNotContain(card).contains("[redacted]");
    }
  }

  @Test
  void oneWrongDigitIsNoCard() {
    for (int i = 0; i < MANY; i++) {
      char[] digits = card().toCharArray();
      int wrong = random.nextInt(digits.length);
      digits[wrong] = (char) ('0' + (digits[wrong] - '0' + 1 + random.nextInt(8)) % 10);
      String number = new String(digits);
      if (!passes(number)) {
        assertThat(Redaction.text(number)).isSameAs(number);
      }
    }
  }

  /** A number of 13 to 19 digits with the prefix of a card network. */
  private String card() {
    StringBuilder digits =
        new StringBuilder(oneOf("4", "51", "37", "36", "6011", "2221", "62", "81"));
    int length = 13 + random.nextInt(7);
    while (digits.length() < length - 1) {
      digits.append(random.nextInt(10));
    }
    for (int check = 0; check < 10; check++) {
      if (passes(digits.toString() + check)) {
        return digits.append(check).toString();
      }
    }
    throw new AssertionError(digits);
  }

  /** Without separators, or in groups of three or more digits. */
  private String grouped(String digits) {
    if (random.nextInt(3) == 0) {
      return digits;
    }
    char separator = random.nextBoolean() ? ' ' : '-';
    StringBuilder grouped = new StringBuilder();
    int remaining = 0;
    for (int i = 0; i < digits.length(); i++) {
      if (grouped.length() == 0 || remaining == 0) {
        remaining = 3 + random.nextInt(4);
        grouped.append(grouped.length() == 0 ? "" : separator);
      }
      grouped.append(digits.charAt(i));
      remaining--;
    }
    return grouped.toString();
  }

  /** The check of ISO/IEC 7812-1, annex B. */
  private static boolean passes(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted / 10 + weighted % 10;
    }
    return sum % 10 == 0;
  }

  private String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
