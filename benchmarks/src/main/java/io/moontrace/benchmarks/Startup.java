package io.moontrace.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.Globals;

/**
 * Starts a program that ends at once, without an agent, with the stock agent and with ours in
 * turns, round after round, so that a busy minute of the machine meets all; prints {@link
 * StartupTable}.
 */
final class Startup {
  private static final String SCRIPT = "print('hello from Lua')";

  private final Path stock;
  private final Path ours;
  private final String endpoint;

  private Startup(Path stock, Path ours, String endpoint) {
    this.stock = stock;
    this.ours = ours;
    this.endpoint = endpoint;
  }

  /**
   * Measures.
   *
   * @param args the stock agent's jar, ours, and the rounds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (OtlpSink sink = new OtlpSink()) {
      Startup startup = new Startup(Path.of(args[0]), Path.of(args[1]), sink.endpoint());
      System.out.print(StartupTable.of(startup.measure(Integer.parseInt(args[2]))));
    }
  }

  private Map<Start, List<ProcessTime>> measure(int rounds)
      throws IOException, InterruptedException {
    Map<Start, List<ProcessTime>> times = new LinkedHashMap<>();
    Start.all().forEach(start -> times.put(start, new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      for (Map.Entry<Start, List<ProcessTime>> entry : times.entrySet()) {
        ProcessTime time = ProcessTime.of(command(entry.getKey()));
        entry.getValue().add(time);
        System.err.printf(
            "%d/%d %s: %.2f s CPU, %.2f s%n",
            round, rounds, entry.getKey().title(), time.cpu(), time.wall());
      }
    }
    return times;
  }

  private List<String> command(Start start) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (start.agent() != Start.Jar.NONE) {
      command.add("-javaagent:" + (start.agent() == Start.Jar.STOCK ? stock : ours));
      command.add("-Dotel.exporter.otlp.endpoint=" + endpoint);
      if (!start.exports()) {
        for (String signal : List.of("traces", "metrics", "logs")) {
          command.add("-Dotel." + signal + ".exporter=none");
        }
      }
    }
    command.addAll(
        List.of("-cp", pathOf(HelloWorld.class) + File.pathSeparator + pathOf(Globals.class)));
    command.add(HelloWorld.class.getName());
    if (start.lua()) {
      command.add(SCRIPT);
    }
    return command;
  }

  private static String pathOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).getPath();
  }
}
