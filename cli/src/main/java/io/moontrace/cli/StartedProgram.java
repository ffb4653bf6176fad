package io.moontrace.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A command line that is started with the agent added, examined and, if need be, stopped. */
final class StartedProgram {
  /** After SIGTERM, before SIGKILL. */
  private static final long END_SECONDS = 10;

  private final AgentCommand command;
  private final Duration patience;
  private final boolean sendTestError;
  private boolean isQuiet;

  /**
   * @param words {@code java} and its arguments
   * @param patience how long it may run
   */
  StartedProgram(Path jar, List<String> words, Duration patience, boolean sendTestError) {
    this.command = new AgentCommand(jar, words);
    this.patience = patience;
    this.sendTestError = sendTestError;
  }

  /** What the program prints is thrown away; else it goes to standard error. */
  StartedProgram quiet() {
    isQuiet = true;
    return this;
  }

  Findings examine() throws InterruptedException {
    Findings findings = new Findings(command.subject());
    try {
      Path report = Files.createTempFile("moontrace-doctor", ".report");
      try {
        run(report, findings);
      } finally {
        Files.deleteIfExists(report);
      }
    } catch (IOException e) {
      findings.add(
          Check.failed(
              "program",
              "The program cannot be started: " + e.getMessage(),
              "Check the path of java and that java.io.tmpdir can be written."));
    } catch (DoctorException e) {
      findings.add(e.check());
    }
    return findings;
  }

  private void run(Path report, Findings findings)
      throws IOException, DoctorException, InterruptedException {
    Process process = start(report);
    Thread stopper = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stopper);
    try {
      if (process.waitFor(patience.toMillis(), MILLISECONDS)) {
        ended(process.exitValue(), findings);
        findings.addAgent(ReportFile.read(report));
      } else {
        findings.addAgent(stillRunning(process, report));
      }
    } finally {
      stop(process);
      Runtime.getRuntime().removeShutdownHook(stopper);
    }
  }

  private Process start(Path report) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.words(report, sendTestError));
    builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectErrorStream(true);
    if (isQuiet) {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      return builder.start();
    }
    Process process = builder.start();
    Thread copier = new Thread(() -> copy(process.getInputStream(), System.err), "doctor-output");
    copier.setDaemon(true);
    copier.start();
    return process;
  }

  /** Standard output is doctor's own. */
  private static void copy(InputStream from, PrintStream to) {
    try {
      from.transferTo(to);
    } catch (IOException e) {
      // the program has ended
    }
  }

  private static void ended(int exitCode, Findings findings) {
    if (exitCode == 0) {
      findings.add(Check.ok("program", "The program ended by itself"));
    } else {
      findings.add(
          Check.failed(
              "program",
              "The program ended with exit code " + exitCode,
              "Its output, above, says more."));
    }
  }

  /** Asks the agent while the program runs; where that fails, the report of its end must do. */
  private Map<String, Object> stillRunning(Process process, Path report)
      throws DoctorException, InterruptedException {
    try {
      if (JavaPrograms.canAttach()) {
        return new RunningProgram(process.pid(), sendTestError).attributes();
      }
    } catch (DoctorException e) {
      // what it writes when it is stopped
    }
    stop(process);
    return ReportFile.read(report);
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_SECONDS, SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
