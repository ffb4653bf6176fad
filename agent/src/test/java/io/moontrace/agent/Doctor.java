package io.moontrace.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run of {@code java -jar moontrace-agent.jar}, as a user types it. */
final class Doctor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE = 180;

  private final Path jar;
  private final List<String> words;
  private final List<String> before = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  private Doctor(Path jar, List<String> words) {
    this.jar = jar;
    this.words = words;
  }

  /** With the words after the jar. */
  static Doctor of(String... words) {
    return of(ForkedJvm.AGENT, words);
  }

  static Doctor of(Path jar, String... words) {
    return new Doctor(jar, List.of(words));
  }

  /** Examines a command line that begins with {@code java}; {@code --json}. */
  static Doctor starting(List<String> java, String... options) {
    List<String> words = new ArrayList<>(List.of("doctor", "--json", "--seconds", "120"));
    words.addAll(List.of(options));
    words.add("--");
    words.addAll(java);
    return new Doctor(ForkedJvm.AGENT, words);
  }

  Doctor env(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  /** What stands before {@code java}, such as another user. */
  Doctor by(String... command) {
    before.addAll(List.of(command));
    return this;
  }

  Outcome run() throws IOException, InterruptedException {
    return ForkedProcess.run(command(), environment, PATIENCE, "doctor");
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // starts sooner
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(words);
    return command;
  }

  static JsonNode json(Outcome outcome) {
    try {
      return JSON.readTree(outcome.stdout());
    } catch (JsonProcessingException e) {
      throw new AssertionError(outcome.stdout() + outcome.stderr(), e);
    }
  }

  /** {@code verdict name: message → advice} of each check. */
  static List<String> checks(Outcome outcome) {
    List<String> checks = new ArrayList<>();
    for (JsonNode check : json(outcome).get("checks")) {
      checks.add(
          check.get("verdict").asText()
              + ' '
              + check.get("name").asText()
              + ": "
              + check.get("message").asText()
              + (check.has("advice") ? " → " + check.get("advice").asText() : ""));
    }
    return checks;
  }
}
