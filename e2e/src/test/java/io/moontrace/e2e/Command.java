package io.moontrace.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs programs to completion. */
final class Command {
  private Command() {}

  /** Returns the output of both streams. The program must end in time with exit code 0. */
  static String run(ProcessBuilder command, Duration limit) {
    try {
      Process process = command.redirectErrorStream(true).start();
      Output output = Output.of(process);
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command.command() + " did not end in " + limit + ":\n" + output);
      }
      output.complete();
      if (process.exitValue() != 0) {
        throw new AssertionError(
            command.command() + " ended with " + process.exitValue() + ":\n" + output);
      }
      return output.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
