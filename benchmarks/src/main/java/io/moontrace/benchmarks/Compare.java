package io.moontrace.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Starts JVMs without and with the agent alternately, in several rounds, so that other load on the
 * machine affects both; prints a {@link Table}.
 */
final class Compare {
  /**
   * Attempts per measurement: once in some million resumes, LuaJ 3.0.1 confuses its coroutines,
   * with or without the agent.
   */
  private static final int ATTEMPTS = 3;

  private final String agentJar;
  private final int milliseconds;

  private Compare(String agentJar, int milliseconds) {
    this.agentJar = agentJar;
    this.milliseconds = milliseconds;
  }

  /**
   * Measures and prints the table.
   *
   * @param args the agent's jar, the number of rounds, the milliseconds of one iteration, and the
   *     names of {@link Row rows}, or none for all
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Compare compare = new Compare(args[0], Integer.parseInt(args[2]));
    List<Row> rows = new ArrayList<>();
    for (String name : List.of(args).subList(3, args.length)) {
      rows.add(Row.valueOf(name));
    }
    Map<Row, Samples> samples =
        compare.measure(rows.isEmpty() ? List.of(Row.values()) : rows, Integer.parseInt(args[1]));
    System.out.print(Table.of(samples));
  }

  private Map<Row, Samples> measure(List<Row> rows, int rounds)
      throws IOException, InterruptedException {
    Map<Row, Samples> samples = new EnumMap<>(Row.class);
    rows.forEach(row -> samples.put(row, new Samples()));
    for (int round = 1; round <= rounds; round++) {
      for (Map.Entry<Row, Samples> entry : samples.entrySet()) {
        Row row = entry.getKey();
        for (int fork = 0; fork < row.forks(); fork++) {
          double bare = fork(row.bare, row.without);
          double woven = fork(row.woven, row.with);
          entry.getValue().add(bare, woven);
          System.err.printf("%d/%d %s: %.1f, %.1f ns%n", round, rounds, row, bare, woven);
        }
      }
    }
    return samples;
  }

  private double fork(Workload workload, Agent agent) throws IOException, InterruptedException {
    StringBuilder log = new StringBuilder();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double result = result(workload, agent, log);
      if (!Double.isNaN(result)) {
        return result;
      }
    }
    throw new IllegalStateException(workload + " with agent " + agent + " failed:\n" + log);
  }

  /** The result, or NaN if the JVM failed. Its output is appended to the log. */
  private double result(Workload workload, Agent agent, StringBuilder log)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(workload, agent)).redirectErrorStream(true).start();
    double result = Double.NaN;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        log.append(line).append('\n');
        if (line.startsWith(Fork.RESULT)) {
          result = Double.parseDouble(line.substring(Fork.RESULT.length()));
        }
      }
    }
    return process.waitFor() == 0 ? result : Double.NaN;
  }

  private List<String> command(Workload workload, Agent agent) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-Djmh.ignoreLock=true"));
    command.addAll(agent.flags(agentJar));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fork.class.getName()));
    command.addAll(List.of(workload.name(), Integer.toString(milliseconds)));
    return command;
  }
}
