package io.moontrace.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * This machine, without a program: the jar, and what an agent makes of the settings in the
 * environment. For that a JVM is started that does nothing else.
 */
final class ThisMachine {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path jar;
  private final boolean sendTestError;

  ThisMachine(Path jar, boolean sendTestError) {
    this.jar = jar;
    this.sendTestError = sendTestError;
  }

  Findings examine() throws InterruptedException {
    Findings findings = new Findings("This machine, with the settings of this environment");
    findings.add(Check.ok("java", System.getProperty("java.version") + " in " + javaHome()));
    Check whole = JarCheck.of(jar);
    findings.add(whole);
    if (whole.verdict() == Verdict.OK) {
      addProbe(findings);
    }
    String self = Long.toString(ProcessHandle.current().pid());
    JavaPrograms.all().entrySet().stream()
        .filter(program -> !program.getKey().equals(self))
        .limit(JavaPrograms.MAX)
        .forEach(program -> findings.addProgram(describe(program.getKey(), program.getValue())));
    return findings;
  }

  /** The stock agent's main prints its version and ends; the agent has started by then. */
  private void addProbe(Findings findings) throws InterruptedException {
    String java = javaHome().resolve("bin/java").toString();
    List<String> words = List.of(java, "-D" + AgentCommand.PROBE + "=true", "-jar", jar.toString());
    Findings probe = new StartedProgram(jar, words, PATIENCE, sendTestError).quiet().examine();
    findings.adopt(probe);
  }

  private static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  private static String describe(String pid, String name) {
    boolean hasAgent = new LocalProcess(Long.parseLong(pid)).namesMoontrace();
    return pid + ' ' + name + (hasAgent ? " (with Moontrace)" : " (without Moontrace)");
  }
}
