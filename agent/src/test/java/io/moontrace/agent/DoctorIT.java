package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.AnyLuaj;
import io.moontrace.agent.program.Plain;
import io.moontrace.error.ErrorLines;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor -- java ...}: a program in order, and each fault by itself. */
class DoctorIT {
  @TempDir private Path folder;
  private OtlpReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = new OtlpReceiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void allIsWell() throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.json");
    List<String> java = java(AnyLuaj.class, ForkedJvm.LUAJ, "moontrace.errors.file=" + errors);
    Outcome doctor = Doctor.starting(java, "--send-test-error").run();
    assertThat(Doctor.checks(doctor)).isNotEmpty().allMatch(check -> check.startsWith("ok "));
    assertThat(doctor.exitCode()).isZero();
    JsonNode json = Doctor.json(doctor);
    assertThat(json.get("healthy").asBoolean()).isTrue();
    assertThat(json.at("/agent/engines/0/version").asText()).isEqualTo("3.0.1");
    assertThat(doctor.stderr()).as("what the program prints").contains("Luaj-jse 3.0.1\n55\n");
    assertTestErrorArrived(json.at("/agent/testError/errorId").asText(), errors);
  }

  private void assertTestErrorArrived(String id, Path errors) throws IOException {
    assertThat(id).hasSize(32);
    assertThat(receiver.pathsOf(id)).containsExactly("/v1/logs", "/v1/traces");
    assertThat(ErrorLines.read(errors))
        .filteredOn(line -> line.at("/error/id").asText().equals(id))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.at("/error/type").asText()).isEqualTo("io.moontrace.TestError");
              assertThat(line.at("/error/message").asText()).startsWith("Moontrace test error");
              assertThat(line.at("/context/moontrace.test").asText()).isEqualTo("true");
            });
  }

  @Test
  void nobodyListens() throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String endpoint = "http://127.0.0.1:" + port;
    assertFault(
        java(AnyLuaj.class, ForkedJvm.LUAJ, "otel.exporter.otlp.endpoint=" + endpoint),
        "failed traces: " + endpoint + "/v1/traces",
        "Connection refused",
        "OTEL_EXPORTER_OTLP_ENDPOINT");
  }

  @Test
  void somethingElseListens() throws IOException, InterruptedException {
    assertFault(
        java(AnyLuaj.class, ForkedJvm.LUAJ, "otel.exporter.otlp.protocol=grpc"),
        "failed traces: " + receiver.endpoint(),
        "OTEL_EXPORTER_OTLP_PROTOCOL");
  }

  @Test
  void anErrorsFileThatCannotBeWritten() throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("a-file")).resolve("errors.json");
    assertFault(
        java(AnyLuaj.class, ForkedJvm.LUAJ, "moontrace.errors.file=" + file),
        "failed errors file: " + file,
        "moontrace.errors.file");
  }

  @Test
  void aTypo() throws IOException, InterruptedException {
    assertFault(
        java(AnyLuaj.class, ForkedJvm.LUAJ, "moontrace.error.file=x.json"),
        "failed setting: moontrace.error.file",
        "Did you mean moontrace.errors.file?");
  }

  @Test
  void aWrongValue() throws IOException, InterruptedException {
    assertFault(
        java(AnyLuaj.class, ForkedJvm.LUAJ, "moontrace.errors.max-size=banana"),
        "failed setting: moontrace.errors.max-size=banana",
        "system property");
  }

  @Test
  void anOldLuaj() throws IOException, InterruptedException {
    assertFault(
        java(AnyLuaj.class, ForkedJvm.luaj("2.0.3")),
        "failed engine: LuaJ",
        "luaj-jse-2.0.3.jar",
        "is not instrumented");
  }

  @Test
  void aRelocatedLuaj() throws IOException, InterruptedException {
    Path jar = folder.resolve("shaded.jar");
    RelocatedLuaj.write(ForkedJvm.LUAJ, jar);
    assertFault(
        java(AnyLuaj.class, jar),
        "failed engine: LuaJ 3.0.1 (" + RelocatedLuaj.PACKAGE,
        "is not instrumented: it is relocated (shaded) from org.luaj.vm2",
        "keep it out of shading");
  }

  @Test
  void noLua() throws IOException, InterruptedException {
    assertFault(java(Plain.class, ForkedJvm.LUAJ), "failed engine: No Lua engine");
  }

  @Test
  void luajIsSwitchedOff() throws IOException, InterruptedException {
    assertFault(
        java(AnyLuaj.class, ForkedJvm.LUAJ, "otel.instrumentation.luaj.enabled=false"),
        "failed agent:",
        "otel.instrumentation.luaj.enabled=false");
  }

  @Test
  void theAgentIsSwitchedOff() throws IOException, InterruptedException {
    assertFault(
        java(AnyLuaj.class, ForkedJvm.LUAJ, "otel.javaagent.enabled=false"),
        "failed program: ",
        "otel.javaagent.enabled");
  }

  @Test
  void theProgramFails() throws IOException, InterruptedException {
    List<String> java = java(AnyLuaj.class, ForkedJvm.LUAJ);
    java.set(java.size() - 1, "no.such.Program");
    assertFault(java, "failed program: The program ended with exit code 1");
  }

  private static void assertFault(List<String> java, String... parts)
      throws IOException, InterruptedException {
    Outcome doctor = Doctor.starting(java).run();
    assertThat(doctor.exitCode()).isEqualTo(1);
    assertThat(Doctor.json(doctor).get("healthy").asBoolean()).isFalse();
    assertThat(Doctor.checks(doctor))
        .as("%s", Doctor.checks(doctor))
        .anySatisfy(check -> assertThat(check).contains(parts));
  }

  private List<String> java(Class<?> main, Path luaj, String... properties) {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    java.add("-XX:TieredStopAtLevel=1");
    java.add("-Dotel.exporter.otlp.endpoint=" + receiver.endpoint());
    for (String property : properties) {
      java.add("-D" + property);
    }
    java.add("-cp");
    java.add(ForkedJvm.testClasses() + File.pathSeparator + luaj);
    java.add(main.getName());
    return java;
  }
}
