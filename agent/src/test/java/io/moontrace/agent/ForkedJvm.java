package io.moontrace.agent;

import io.moontrace.agent.program.Loaders;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one program in a JVM of its own, started as in production. Waits at most {@link #PATIENCE}
 * seconds unless {@link #patience} is called, and keeps the output byte for byte.
 */
final class ForkedJvm {
  static final Path AGENT = jar("agent");
  static final Path STOCK_AGENT = jar("stock");
  static final Path EXTENSION = jar("extension");
  static final Path LUAJ = jar("luaj");
  static final Path BCEL = jar("bcel");
  static final Path REGEXP = jar("regexp");

  private static final long PATIENCE = 90;

  private final Class<?> main;
  private final List<String> args;
  private final List<String> flags = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path jdk = Path.of(System.getProperty("java.home"));
  private long patience = PATIENCE;

  private ForkedJvm(Class<?> main, String... args) {
    this.main = main;
    this.args = List.of(args);
    classPath.add(testClasses());
    flags.add("-XX:TieredStopAtLevel=1"); // starts sooner
  }

  /** A program without an agent and without LuaJ. */
  static ForkedJvm of(Class<?> main, String... args) {
    return new ForkedJvm(main, args);
  }

  /**
   * Runs {@link Loaders}, which runs a program in class loaders of its own. Soft references are
   * cleared at once, so that the collection of the loaders can be observed.
   *
   * @param kind {@code parent-first} or {@code child-first}; for that the class path has LuaJ too
   */
  static ForkedJvm inChildLoaders(String kind, Class<? extends Runnable> program) {
    return inChildLoaders(kind, program, LUAJ);
  }

  /** A program without an agent, with other jars. */
  static ForkedJvm inChildLoaders(String kind, Class<? extends Runnable> program, Path... jars) {
    ForkedJvm jvm =
        of(Loaders.class, kind, path(List.of(jars)), testClasses() + "/", program.getName())
            .jvm("-XX:SoftRefLRUPolicyMSPerMB=0");
    return kind.equals("child-first") ? jvm.with(jars) : jvm;
  }

  /** Another version of LuaJ than {@link #LUAJ}. */
  static Path luaj(String version) {
    return Path.of(System.getProperty("moontrace.test.luajs"), "luaj-jse-" + version + ".jar");
  }

  /** A version of Logback with its SLF4J. */
  static Path[] logback(String version) {
    Path jars = Path.of(System.getProperty("moontrace.test.logbacks"));
    String slf4j = version.startsWith("1.2.") ? "1.7.36" : "2.0.18";
    return new Path[] {
      jars.resolve("logback-classic-" + version + ".jar"),
      jars.resolve("logback-core-" + version + ".jar"),
      jars.resolve("slf4j-api-" + slf4j + ".jar")
    };
  }

  static Path testClasses() {
    return jarOf(ForkedJvm.class);
  }

  /** The code source of a class of this JVM. */
  static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** The agent under test, which exports nothing unless a later flag enables it. */
  ForkedJvm agent() {
    return agent(AGENT);
  }

  /** Any OpenTelemetry agent, which exports nothing unless a later flag enables it. */
  ForkedJvm agent(Path jar) {
    flags.add("-javaagent:" + jar);
    for (String signal : List.of("traces", "metrics", "logs")) {
      flag("otel." + signal + ".exporter", "none");
    }
    return this;
  }

  /** Prints spans to standard error. */
  ForkedJvm consoleSpans() {
    return flag("otel.traces.exporter", "console");
  }

  /** A system property; the last one of a name takes effect. */
  ForkedJvm flag(String key, Object value) {
    return jvm("-D" + key + '=' + value);
  }

  ForkedJvm jvm(String flag) {
    flags.add(flag);
    return this;
  }

  /** Uses another JDK than that of the tests. */
  ForkedJvm jdk(Path home) {
    jdk = home;
    return this;
  }

  /** Sets the timeout in seconds. */
  ForkedJvm patience(long seconds) {
    patience = seconds;
    return this;
  }

  ForkedJvm env(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  ForkedJvm with(Path... jars) {
    classPath.addAll(List.of(jars));
    return this;
  }

  Outcome run() throws IOException, InterruptedException {
    return ForkedProcess.run(command(), environment, patience, main.getSimpleName());
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(path(classPath));
    command.add(main.getName());
    command.addAll(args);
    return command;
  }

  private static String path(List<Path> jars) {
    return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
  }

  private static Path jar(String name) {
    return Path.of(System.getProperty("moontrace.test." + name));
  }
}
