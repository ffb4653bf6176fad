package io.moontrace.agent;

import io.moontrace.agent.golden.Cell;
import io.moontrace.agent.golden.ChildLoader;
import io.moontrace.agent.golden.GoldenRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JVMs that run the goldens: each layout of class loaders on each JDK. */
record GoldenJvm(Layout layout, int jdk) {

  /** Where LuaJ lies. */
  enum Layout {
    CLASS_PATH,
    CHILD_LOADER
  }

  /** Runs of each script in each cell, after the first. */
  private static final int HOT = Integer.getInteger("moontrace.test.hot", 500);

  private static final long PATIENCE = 3_000;

  /** In each layout on each of these JDKs. */
  static List<GoldenJvm> on(List<Integer> jdks) {
    List<GoldenJvm> jvms = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      jdks.forEach(jdk -> jvms.add(new GoldenJvm(layout, jdk)));
    }
    return jvms;
  }

  Outcome run(Map<Cell, List<String>> scripts) throws Exception {
    Stream<String> cells =
        scripts.entrySet().stream()
            .filter(cell -> !cell.getValue().isEmpty())
            .map(cell -> cell.getKey() + ":" + String.join(",", cell.getValue()));
    Stream<String> program = Stream.concat(Stream.of(Integer.toString(HOT)), cells);
    return fork(program)
        .agent()
        .jdk(Jdks.ofThisMachine().find(jdk).orElseThrow())
        .flag("moontrace.errors.handled-interval", "0") // each run is to know as much as the first
        .flag("moontrace.errors.max-per-minute", "0") // and to be told
        .patience(PATIENCE)
        .jvm("-XX:-OmitStackTraceInFastThrow") // some scripts fail of exceptions of the JVM
        .jvm("-XX:TieredStopAtLevel=4") // hot code is to be compiled as in production
        .run();
  }

  private ForkedJvm fork(Stream<String> program) {
    Path[] jars = {ForkedJvm.LUAJ, ForkedJvm.BCEL, ForkedJvm.REGEXP};
    if (layout == Layout.CLASS_PATH) {
      return ForkedJvm.of(GoldenRun.class, program.toArray(String[]::new)).with(jars);
    }
    List<String> args = new ArrayList<>();
    args.add(Integer.toString(jars.length + 1));
    args.add(ForkedJvm.testClasses().toString());
    Stream.of(jars).map(Path::toString).forEach(args::add);
    program.forEach(args::add);
    return ForkedJvm.of(ChildLoader.class, args.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return (layout == Layout.CLASS_PATH ? "class path" : "child loader") + ", JDK " + jdk;
  }
}
