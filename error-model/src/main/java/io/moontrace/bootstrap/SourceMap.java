package io.moontrace.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moontrace.error.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the source of chunks lies, as a debugger's {@code substitute-path} says it: rules {@code
 * from=to}. A chunk whose name begins with {@code from} lies at {@code to} and the rest of its
 * name. Where {@code to} is an address ({@code https://…}) the rule makes a link, else a path; of
 * each kind the first rule that matches counts, and both look at the name that the chunk was loaded
 * by. Immutable.
 *
 * <p>{@code from} ends at the end of a folder's or a file's name: {@code scripts} is no beginning
 * of {@code scripts2/a.lua}. Lua's mark before a name, {@code @}, may be left out. An empty one
 * matches every chunk that has a name.
 */
public final class SourceMap {
  public static final SourceMap EMPTY = new SourceMap(new ArrayList<>());

  /** Rules that count; what comes after is left out. */
  static final int MAX_RULES = 64;

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[!-~]+");

  /** What needs no escape in the path of an address. */
  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

  private final List<Rule> paths = new ArrayList<>();
  private final List<Rule> links = new ArrayList<>();

  private SourceMap(List<Rule> rules) {
    for (Rule rule : rules.subList(0, Math.min(rules.size(), MAX_RULES))) {
      (ADDRESS.matcher(rule.to).matches() ? links : paths).add(rule);
    }
  }

  /**
   * Reads rules.
   *
   * @throws IllegalArgumentException for one without {@code =}; it names the rule
   */
  public static SourceMap of(List<String> rules) {
    List<Rule> read = new ArrayList<>();
    for (String rule : rules) {
      int middle = rule.indexOf('=');
      if (middle < 0) {
        throw new IllegalArgumentException('\'' + rule + "' is not of the form from=to");
      }
      String from = rule.substring(rule.startsWith("@") ? 1 : 0, middle).trim();
      read.add(new Rule(from, rule.substring(middle + 1).trim()));
    }
    return new SourceMap(read);
  }

  /**
   * The path of a chunk: its name where no rule says otherwise.
   *
   * @param chunk its name without Lua's mark
   */
  public String path(String chunk) {
    Rule rule = first(paths, chunk);
    return rule == null ? chunk : rule.to + chunk.substring(rule.from.length());
  }

  /**
   * A link to a line of a chunk: printable ASCII, at most {@link Limits#URL} characters. Null where
   * no rule makes one, and for a name that would lead out of the folder ({@code ../}).
   *
   * @param line one-based; below it the link is to the whole file
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

  /** As RFC 3986 has it; half a surrogate pair is a question mark. */
  private static String escaped(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (byte b : path.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (PLAIN.indexOf(c) >= 0) {
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
