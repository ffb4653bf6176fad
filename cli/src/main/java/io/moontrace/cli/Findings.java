package io.moontrace.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What a run of {@code doctor} found out. Not thread-safe. */
final class Findings {
  private final String subject;
  private final List<Check> checks = new ArrayList<>();
  private final List<String> programs = new ArrayList<>();
  private Map<String, Object> agent = Collections.emptyMap();

  /**
   * @param subject what is examined, such as {@code process 4711}
   */
  Findings(String subject) {
    this.subject = subject;
  }

  String subject() {
    return subject;
  }

  Findings add(Check check) {
    checks.add(check);
    return this;
  }

  List<Check> checks() {
    return Collections.unmodifiableList(checks);
  }

  /** A Java program that runs on this machine, in one line. */
  void addProgram(String program) {
    programs.add(program);
  }

  List<String> programs() {
    return Collections.unmodifiableList(programs);
  }

  /** Judges what an agent says of itself, and keeps it for the report. */
  void addAgent(Map<String, Object> attributes) {
    agent = attributes;
    checks.addAll(new AgentChecks(attributes).all());
  }

  /** Takes over what was found out about a part of the subject. */
  void adopt(Findings part) {
    checks.addAll(part.checks);
    agent = part.agent;
  }

  /** As the MXBean has it, in plain Java; empty where no agent answered. */
  Map<String, Object> agent() {
    return agent;
  }

  long count(Verdict verdict) {
    return checks.stream().filter(check -> check.verdict() == verdict).count();
  }

  boolean isHealthy() {
    return count(Verdict.FAILED) == 0;
  }
}
