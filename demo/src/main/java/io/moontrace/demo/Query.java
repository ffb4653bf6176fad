package io.moontrace.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The parameters of a request, each with one value. */
final class Query {
  private static final int MAX_PARAMETERS = 16;

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  static Query parse(URI uri) throws BadRequestException {
    Map<String, String> values = new LinkedHashMap<>();
    String text = uri.getRawQuery();
    if (text == null) {
      return new Query(values);
    }
    for (String pair : text.split("&", MAX_PARAMETERS + 1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (values.put(name, value) != null) {
        throw new BadRequestException("parameter " + name + " is there twice");
      }
      if (values.size() > MAX_PARAMETERS) {
        throw new BadRequestException("more than " + MAX_PARAMETERS + " parameters");
      }
    }
    return new Query(values);
  }

  private static String decode(String text) throws BadRequestException {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("bad percent escape in the query");
    }
  }

  /** The value as an integer from 1 to {@code max}. */
  int number(String name, int max) throws BadRequestException {
    String text = value(name, "");
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Handled below like a number out of range.
    }
    throw new BadRequestException(name + " must be a whole number from 1 to " + max);
  }

  /**
   * The value, which must match the pattern; {@code expected} describes the pattern for the error
   * message.
   */
  String text(String name, Pattern form, String expected) throws BadRequestException {
    String text = value(name, "");
    if (!form.matcher(text).matches()) {
      throw new BadRequestException(name + " must be " + expected);
    }
    return text;
  }

  /** The value as it was sent, or {@code missing} if there is none. */
  String value(String name, String missing) {
    return values.getOrDefault(name, missing);
  }
}
