package io.moontrace.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import javax.management.JMException;

/** A program that runs already, by its process id. */
final class RunningProgram {
  /** For all questions together: a program that is stopped, or busy, may never answer. */
  private static final long PATIENCE_SECONDS = 40;

  private final long pid;
  private final boolean sendTestError;

  RunningProgram(long pid, boolean sendTestError) {
    this.pid = pid;
    this.sendTestError = sendTestError;
  }

  Findings examine() throws InterruptedException {
    Findings findings = new Findings(subject());
    try {
      requireJava();
      findings.addAgent(attributes());
    } catch (DoctorException e) {
      findings.add(e.check());
    }
    return findings;
  }

  private String subject() {
    String name = JavaPrograms.all().get(Long.toString(pid));
    return "Process " + pid + (name == null ? "" : " (" + name + ')');
  }

  private void requireJava() throws DoctorException {
    LocalProcess process = new LocalProcess(pid);
    if (!process.exists()) {
      throw new DoctorException(
          "There is no process " + pid, "List Java programs by: doctor, without words.");
    }
    String user = process.otherUser().orElse("");
    boolean root = System.getProperty("user.name", "").equals("root");
    if (!user.isEmpty() && !root) {
      throw new DoctorException(
          "Process " + pid + " belongs to the user " + user, "Run doctor as that user.");
    }
    if (!JavaPrograms.canAttach()) {
      throw new DoctorException(
          "This Java has no module jdk.attach, which doctor needs to reach a running program",
          "Run doctor with a JDK, or use: doctor -- java ...");
    }
    if (!process.isJava()) {
      throw new DoctorException(
          "Process " + pid + " is not a Java program", "List Java programs by: doctor.");
    }
  }

  /**
   * What the agent in it says; see {@link AgentConnection#read}.
   *
   * @throws DoctorException when it cannot be reached
   */
  Map<String, Object> attributes() throws DoctorException, InterruptedException {
    FutureTask<Map<String, Object>> answer =
        new FutureTask<>(() -> AgentConnection.read(pid, sendTestError));
    Thread thread = new Thread(answer, "doctor");
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(PATIENCE_SECONDS, SECONDS);
    } catch (TimeoutException e) {
      throw new DoctorException(
          "Process " + pid + " does not answer within " + PATIENCE_SECONDS + " seconds",
          "See whether it is stopped or out of memory.");
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private DoctorException failure(Throwable cause) {
    if (cause instanceof DoctorException) {
      return (DoctorException) cause;
    }
    if (cause instanceof IOException || cause instanceof JMException) {
      return new DoctorException(
          "Process " + pid + " cannot be reached: " + cause,
          "Its Java needs the module jdk.management.agent, and this one the same version or newer.");
    }
    return new DoctorException(
        "The agent in process " + pid + " cannot be read: " + cause,
        "Use the moontrace-agent.jar that the program was started with.");
  }
}
