package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The output of a process, read continuously so that the process never blocks. */
final class Output {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Thread reader;

  private Output(InputStream stream) {
    reader = new Thread(() -> read(stream), "output");
    reader.setDaemon(true);
  }

  static Output of(Process process) {
    Output output = new Output(process.getInputStream());
    output.reader.start();
    return output;
  }

  private void read(InputStream stream) {
    try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("(output cannot be read further: " + e + ")");
    }
  }

  /** Waits until the last line is read. The process must have ended. */
  void complete() throws InterruptedException {
    reader.join(5000);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
