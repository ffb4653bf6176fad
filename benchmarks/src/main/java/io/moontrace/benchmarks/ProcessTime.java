package io.moontrace.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What one whole process took, in seconds.
 *
 * @param cpu user and system time of all its threads
 * @param wall from its start to its end
 */
record ProcessTime(double cpu, double wall) {
  /** The shell has the kernel's figures of a child that ended (getrusage); Java has not. */
  private static final String TIMED =
      "LC_ALL=C; TIMEFORMAT='%3U %3S %3R'; time \"$@\" >/dev/null 2>&1";

  /** Runs a command to its end. */
  static ProcessTime of(List<String> command) throws IOException, InterruptedException {
    List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
    timed.addAll(command);
    Process process = new ProcessBuilder(timed).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
    String[] seconds = output.split(" ", -1);
    return new ProcessTime(
        Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]),
        Double.parseDouble(seconds[2]));
  }
}
