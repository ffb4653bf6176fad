package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.Serving;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor PID}: programs with and without the agent, and what is no such program. */
class DoctorProcessIT {
  private static final String ROOT = "root";

  @TempDir private Path folder;

  @Test
  void aProgramInOrder() throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.json");
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Process program =
          serving(
              "-javaagent:" + ForkedJvm.AGENT,
              "-Dotel.exporter.otlp.endpoint=" + receiver.endpoint(),
              "-Dmoontrace.errors.file=" + errors);
      try {
        String pid = Long.toString(program.pid());
        Outcome doctor = Doctor.of("doctor", "--json", "--send-test-error", pid).run();
        assertThat(Doctor.checks(doctor)).isNotEmpty().allMatch(check -> check.startsWith("ok "));
        assertThat(doctor.exitCode()).isZero();
        JsonNode agent = Doctor.json(doctor).get("agent");
        assertThat(agent.at("/engines/0/packageName").asText()).isEqualTo("org.luaj.vm2");
        assertThat(agent.at("/errors/caught").asInt()).isEqualTo(1);
        assertThat(agent.at("/errors/caught_reported").asInt()).isEqualTo(1);
        assertThat(agent.at("/dropped/queue_full").asInt(-1)).isZero();
        assertThat(receiver.pathsOf(agent.at("/testError/errorId").asText()))
            .containsExactly("/v1/logs", "/v1/traces");

        Outcome text = Doctor.of("doctor", pid).run();
        assertThat(text.stdout()).contains("All is well.", "LuaJ 3.0.1", "moontrace.errors.file=");
        assertThat(text.exitCode()).isZero();
      } finally {
        program.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void aProgramWithoutTheAgent() throws IOException, InterruptedException {
    assertExamined(serving(), "was started without Moontrace", "-javaagent:moontrace-agent.jar");
  }

  @Test
  void aDisabledAgent() throws IOException, InterruptedException {
    assertExamined(
        serving("-javaagent:" + ForkedJvm.AGENT, "-Dotel.javaagent.enabled=false"),
        "is disabled by otel.javaagent.enabled=false",
        "OTEL_JAVAAGENT_ENABLED");
  }

  /** SIGQUIT, by which one attaches to a JVM, would end it. */
  @Test
  void noJava() throws IOException, InterruptedException {
    Process sleep = new ProcessBuilder("sleep", "600").start();
    assertExamined(sleep, "is not a Java program");
  }

  private static void assertExamined(Process process, String... parts)
      throws IOException, InterruptedException {
    try {
      assertFailed(Doctor.of("doctor", Long.toString(process.pid())).run(), parts);
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void nothing() throws IOException, InterruptedException {
    assertFailed(Doctor.of("doctor", "999999999").run(), "There is no process 999999999");
  }

  /** Root's, asked for by another user. */
  @Test
  void ofAnotherUser() throws IOException, InterruptedException {
    String[] nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
    boolean isRoot = ROOT.equals(System.getProperty("user.name"));
    Doctor doctor = Doctor.of(readableByAll(), "doctor", "1");
    assertFailed(
        (isRoot ? doctor.by(nobody) : doctor).run(),
        "Process 1 belongs to the user " + ROOT,
        "Run doctor as that user");
  }

  private static void assertFailed(Outcome doctor, String... parts) {
    assertThat(doctor.stdout()).contains(parts).contains("1 check failed.");
    assertThat(doctor.stdout()).doesNotContain("Exception");
    assertThat(doctor.stderr()).isEmpty();
    assertThat(doctor.exitCode()).isEqualTo(1);
  }

  private static Path readableByAll() throws IOException {
    Path folder = Files.createTempDirectory("moontrace-it");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path jar = Files.copy(ForkedJvm.AGENT, folder.resolve("moontrace-agent.jar"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    jar.toFile().deleteOnExit();
    return jar;
  }

  /** Runs when this returns. */
  private static Process serving(String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(flags));
    command.add("-cp");
    command.add(ForkedJvm.testClasses() + File.pathSeparator + ForkedJvm.LUAJ);
    command.add(Serving.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(ForkedProcess::isOfAnAgent);
    Process process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("ready");
    return process;
  }
}
