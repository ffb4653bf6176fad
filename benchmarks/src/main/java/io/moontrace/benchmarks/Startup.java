package io.moontrace.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.luaj.vm2.Globals;

/**
 * Starts a program that ends at once, without an agent, with the stock agent and with ours in
 * turns, round after round, so that a busy minute of the machine meets all; prints {@link
 * StartupTable}.
 *
 * <p>In pairs, the stock agent and ours start at the same time, on one CPU each, which they
 * exchange from round to round. Then a busy second meets both, and their ratio is steadier by far;
 * but each start has to share its CPU with the JIT compiler.
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
   * @param args the stock agent's jar, ours, the rounds, and {@code turns} or {@code pairs}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(args[2]);
    try (OtlpSink sink = new OtlpSink()) {
      Startup startup = new Startup(Path.of(args[0]), Path.of(args[1]), sink.endpoint());
      boolean pairs = args[3].equals("pairs");
      System.out.print(
          StartupTable.of(pairs ? startup.measurePairs(rounds) : startup.measure(rounds)));
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
        show(round, rounds, entry.getKey(), time);
      }
    }
    return times;
  }

  private Map<Start, List<ProcessTime>> measurePairs(int rounds)
      throws IOException, InterruptedException {
    Map<Start, List<ProcessTime>> times = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Start ours : Start.all()) {
        if (ours.agent() == Start.Jar.OURS) {
          Start stock = ours.withStock();
          int cpu = round % 2;
          CompletableFuture<ProcessTime> beside = start(stock, 1 - cpu);
          ProcessTime time = start(ours, cpu).join();
          times.computeIfAbsent(stock, start -> new ArrayList<>()).add(beside.join());
          times.computeIfAbsent(ours, start -> new ArrayList<>()).add(time);
          show(round, rounds, stock, beside.join());
          show(round, rounds, ours, time);
        }
      }
    }
    return times;
  }

  private CompletableFuture<ProcessTime> start(Start start, int cpu) {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", String.valueOf(cpu)));
    command.addAll(command(start));
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return ProcessTime.of(command);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task).start());
  }

  private static void show(int round, int rounds, Start start, ProcessTime time) {
    System.err.printf(
        "%d/%d %s: %.2f s CPU, %.2f s%n", round, rounds, start.title(), time.cpu(), time.wall());
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
