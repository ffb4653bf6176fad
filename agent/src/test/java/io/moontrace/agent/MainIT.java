package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code java -jar moontrace-agent.jar} itself. */
class MainIT {
  private static final String VERSION = "Implementation-Version";

  @TempDir private Path folder;

  @Test
  void withoutWordsItIsTheStockAgent() throws IOException, InterruptedException {
    Outcome stock = Doctor.of(ForkedJvm.STOCK_AGENT).run();
    assertThat(stock.stdout()).isEqualTo(version(ForkedJvm.STOCK_AGENT) + '\n');
    Outcome own = Doctor.of().run();
    assertThat(own.stdout()).isEqualTo(version(ForkedJvm.AGENT) + '\n');
    assertThat(own.stderr()).isEqualTo(stock.stderr());
    assertThat(own.exitCode()).isEqualTo(stock.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docter", "--frobnicate", "doctor --frobnicate", "doctor -- ./run.sh"})
  void unknownWords(String words) throws IOException, InterruptedException {
    Outcome outcome = Doctor.of(words.split(" ")).run();
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).contains("Usage: java -jar moontrace-agent.jar");
  }

  @Test
  void help() throws IOException, InterruptedException {
    Outcome outcome = Doctor.of("doctor", "--help").run();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.stdout()).contains("--send-test-error", "--json", "Exit codes:");
  }

  @Test
  void truncated() throws IOException, InterruptedException {
    Path jar = folder.resolve("moontrace-agent.jar");
    byte[] all = Files.readAllBytes(ForkedJvm.AGENT);
    Files.write(jar, java.util.Arrays.copyOf(all, all.length / 2));
    Outcome outcome = Doctor.of(jar, "doctor").run();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr().lines()).as("the JDK says so").hasSize(1);
  }

  @Test
  void withoutItsCommands() throws IOException, InterruptedException {
    Outcome outcome = Doctor.of(without(name -> name.startsWith("cli/")), "doctor").run();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr().lines())
        .singleElement()
        .asString()
        .contains("moontrace-agent.jar is damaged, replace it");
  }

  @Test
  void withoutItsExtension() throws IOException, InterruptedException {
    Path jar = without(name -> name.startsWith("inst/io/moontrace/"));
    Outcome outcome = Doctor.of(jar, "doctor", "--json").run();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(Doctor.checks(outcome))
        .anySatisfy(
            check ->
                assertThat(check)
                    .startsWith("failed jar: " + jar)
                    .contains(
                        "is damaged: inst/io/moontrace/boundary/", " is not in it", "fresh copy"));
  }

  private Path without(Predicate<String> left) throws IOException {
    Path copy = folder.resolve("moontrace-agent.jar");
    try (ZipFile jar = new ZipFile(ForkedJvm.AGENT.toFile());
        OutputStream file = Files.newOutputStream(copy);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (!left.test(entry.getName())) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(out);
          }
        }
      }
    }
    return copy;
  }

  private static String version(Path jar) throws IOException {
    try (java.util.jar.JarFile file = new java.util.jar.JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue(VERSION);
    }
  }
}
