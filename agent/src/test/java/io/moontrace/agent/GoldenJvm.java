package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.agent.golden.ChildLoader;
import io.moontrace.agent.golden.GoldenRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final Path JDK_25 = Path.of(System.getProperty("moontrace.test.jdk25"));

  static List<GoldenJvm> all() {
    List<GoldenJvm> all = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      all.add(new GoldenJvm(layout, 17));
      all.add(new GoldenJvm(layout, 25));
    }
    return all;
  }

  Outcome run(List<String> scripts) throws Exception {
    Stream<String> program = Stream.concat(Stream.of(Integer.toString(HOT)), scripts.stream());
    return fork(program)
        .agent()
        .jdk(home())
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

  private Path home() {
    if (jdk == 17) {
      return Path.of(System.getProperty("java.home"));
    }
    assertThat(Files.isExecutable(JDK_25.resolve("bin/java")))
        .as(
            "There is no JDK 25 in %s, and the goldens must hold on it: set JAVA25_HOME or"
                + " -Dmoontrace.test.jdk25 to where it is.",
            JDK_25)
        .isTrue();
    return JDK_25;
  }

  @Override
  public String toString() {
    return (layout == Layout.CLASS_PATH ? "class path" : "child loader") + ", JDK " + jdk;
  }
}
