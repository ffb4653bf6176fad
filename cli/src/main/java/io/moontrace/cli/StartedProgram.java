package io.moontrace.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A command line that is started with the agent added, examined and, if need be, stopped. */
final class StartedProgram {
  /** After SIGTERM, before SIGKILL. */
  private static final long END_SECONDS = 10;

  /** For the last of its output; a child of the program may hold it open. */
  private static final long OUTPUT_MILLIS = 1_000;

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
    Thread output = copier(process);
    Thread stopper = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stopper);
    try {
      if (process.waitFor(patience.toMillis(), MILLISECONDS)) {
        ended(process.exitValue(), findings);
      } else {
        stop(process); // the agent reports when the JVM shuts down
      }
      findings.addAgent(ReportFile.read(report));
    } finally {
      stop(process);
      output.join(OUTPUT_MILLIS);
      Runtime.getRuntime().removeShutdownHook(stopper);
    }
  }

  private Process start(Path report) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.words(report, sendTestError));
    builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectErrorStream(true);
    return builder.start();
  }

  /** To standard error: standard output is doctor's own. */
  private Thread copier(Process process) {
    OutputStream to = isQuiet ? OutputStream.nullOutputStream() : System.err;
    Thread copier = new Thread(() -> copy(process.getInputStream(), to), "doctor-output");
    copier.setDaemon(true);
    copier.start();
    return copier;
  }

  private static void copy(InputStream from, OutputStream to) {
    try {
      from.transferTo(to);
    } catch (IOException e) {
      // the program has ended
    }
  }

  private static void ended(int exitCode, Findings findings) {
    if (exitCode != 0) {
      findings.add(
          Check.failed(
              "program",
              "The program ended with exit code " + exitCode,
              "Its output, above, says more."));
    }
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_SECONDS, SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
