package io.moontrace.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moontrace.error.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Maps chunk names to the location of their source, like {@code substitute-path} of a debugger. In
 * a rule {@code from=to}, a chunk whose name begins with {@code from} is located at {@code to} plus
 * the rest of its name. If {@code to} is a URL ({@code https://…}) the rule yields a link,
 * otherwise a path. The first matching rule of each kind applies, always to the name under which
 * the chunk was loaded. Immutable.
 *
 * <p>{@code from} matches whole path segments: {@code scripts} does not match {@code
 * scripts2/a.lua}. Lua's prefix {@code @} is optional. An empty {@code from} matches every chunk
 * that has a name.
 */
public final class SourceMap {
  public static final SourceMap EMPTY = new SourceMap(new ArrayList<>());

  /** Rules used; further ones are ignored. */
  static final int MAX_RULES = 64;

  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[!-~]+");

  /** Characters that need no escape in the path of a URL. */
  private static final String UNESCAPED =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

  private final List<Rule> paths = new ArrayList<>();
  private final List<Rule> links = new ArrayList<>();

  private SourceMap(List<Rule> rules) {
    for (Rule rule : rules.subList(0, Math.min(rules.size(), MAX_RULES))) {
      (URL.matcher(rule.to).matches() ? links : paths).add(rule);
    }
  }

  /**
   * Parses rules.
   *
   * @throws IllegalArgumentException if a rule has no {@code =}; the message quotes it
   */
  public static SourceMap of(List<String> rules) {
    List<Rule> parsed = new ArrayList<>();
    for (String rule : rules) {
      int middle = rule.indexOf('=');
      if (middle < 0) {
        throw new IllegalArgumentException('\'' + rule + "' is not of the form from=to");
      }
      String from = rule.substring(rule.startsWith("@") ? 1 : 0, middle).trim();
      parsed.add(new Rule(from, rule.substring(middle + 1).trim()));
    }
    return new SourceMap(parsed);
  }

  /**
   * The path of a chunk: its name if no rule matches.
   *
   * @param chunk the name of the chunk without Lua's prefix
   */
  public String path(String chunk) {
    Rule rule = first(paths, chunk);
    return rule == null ? chunk : rule.to + chunk.substring(rule.from.length());
  }

  /**
   * A link to a line of a chunk: printable ASCII, at most {@link Limits#URL} characters. Null if no
   * rule matches, and for a name that would lead out of the folder ({@code ../}).
   *
   * @param line one-based; with a smaller number the link is to the file
   */
  public @Nullable String link(String chunk, int line) {
    Rule rule = first(links, chunk);
    String rest = rule == null ? "" : chunk.substring(rule.from.length()).replace('\\', '/');
    if (rule == null || rest.length() > Limits.URL || ("/" + rest + "/").contains("/../")) {
      return null;
    }
    String link = rule.to + escaped(rest) + (line > 0 ? "#L" + line : "");
    return link.length() > Limits.URL ? null : link;
  }

  private static @Nullable Rule first(List<Rule> rules, String chunk) {
    for (Rule rule : rules) {
      if (rule.matches(chunk)) {
        return rule;
      }
    }
    return null;
  }

  /** Percent-encoded as in RFC 3986; a lone surrogate becomes a question mark. */
  private static String escaped(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (byte b : path.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (UNESCAPED.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }

  private static final class Rule {
    final String from;
    final String to;

    Rule(String from, String to) {
      this.from = from;
      this.to = to;
    }

    boolean matches(String chunk) {
      int length = from.length();
      return chunk.startsWith(from)
          && (length == 0
              || chunk.length() == length
              || isSeparator(from.charAt(length - 1))
              || isSeparator(chunk.charAt(length)));
    }

    private static boolean isSeparator(char c) {
      return c == '/' || c == '\\';
    }
  }
}
