package io.moontrace.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the shipped script that looks for an error at every hop. */
final class Check {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private Check() {}

  /** Runs it with these environment variables and returns its output; it must succeed. */
  static String run(Map<String, String> settings, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Repository.file("collector-config/check").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder check = new ProcessBuilder(command).directory(Repository.root().toFile());
    check.environment().putAll(settings);
    return Command.run(check, LIMIT);
  }
}
