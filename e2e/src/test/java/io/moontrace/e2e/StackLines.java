package io.moontrace.e2e;

import java.util.List;
import java.util.regex.Pattern;

/** Parses the text of {@code exception.stacktrace}. */
final class StackLines {
  /** A frame as recognised by Elastic's parser of Java stacks. */
  private static final Pattern FRAME = Pattern.compile("at (.*)\\(([^:]*)(?::([0-9]+))?\\)");

  private static final Pattern OMITTED = Pattern.compile("\\.\\.\\. [0-9]+ more");

  private StackLines() {}

  /** The frames of the error itself, without those of its causes, innermost first. */
  static List<String> own(String stack) {
    return stack.lines().skip(1).takeWhile(StackLines::isIndented).map(String::strip).toList();
  }

  /** Indented lines that are neither a frame nor the number of omitted ones. */
  static List<String> unreadable(String stack) {
    return stack
        .lines()
        .skip(1)
        .filter(StackLines::isIndented)
        .map(String::strip)
        .filter(line -> !FRAME.matcher(line).matches() && !OMITTED.matcher(line).matches())
        .toList();
  }

  private static boolean isIndented(String line) {
    return line.startsWith("\t");
  }

  /** The frame for the line of a script that equals {@code text}. */
  static String lua(String function, String script, String text) {
    int line = Repository.lineOf("demo/" + script, text);
    return "at <lua> %s(%s:%d)".formatted(function, script, line);
  }

  /** The frame for the line of a class of the demo that equals {@code text}. */
  static String java(String type, String method, String text) {
    String source = "demo/src/main/java/io/moontrace/demo/" + type + ".java";
    int line = Repository.lineOf(source, text);
    return "at io.moontrace.demo.%s.%s(%s.java:%d)".formatted(type, method, type, line);
  }
}
