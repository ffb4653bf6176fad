package io.moontrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a command to its end, without the settings of an agent that the build's environment has. */
final class ForkedProcess {

  /**
   * @param patience how many seconds it may run
   * @param name for the error of a command that runs longer
   */
  static Outcome run(
      List<String> command, Map<String, String> environment, long patience, String name)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("moontrace-it", ".out");
    Path err = Files.createTempFile("moontrace-it", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().keySet().removeIf(ForkedProcess::isOfAnAgent);
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(patience, SECONDS)) {
          throw new AssertionError(
              name + " still runs after " + patience + " s:\n" + text(out) + text(err));
        }
        return new Outcome(process.exitValue(), Files.readAllBytes(out), Files.readAllBytes(err));
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  static boolean isOfAnAgent(String variable) {
    return variable.startsWith("OTEL_")
        || variable.startsWith("MOONTRACE_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS")
        || variable.equals("_JAVA_OPTIONS");
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, UTF_8);
  }

  private ForkedProcess() {}
}
