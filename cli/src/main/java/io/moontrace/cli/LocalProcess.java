package io.moontrace.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operating system says of a process; nothing here touches the process itself. */
final class LocalProcess {
  private static final Path PROC = Path.of("/proc");
  private static final String JVM = "libjvm.";

  private final long pid;

  LocalProcess(long pid) {
    this.pid = pid;
  }

  boolean exists() {
    return ProcessHandle.of(pid).isPresent();
  }

  /** The user it belongs to, where that is another one than ours. */
  Optional<String> otherUser() {
    Optional<String> own = ProcessHandle.current().info().user();
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().user())
        .filter(user -> own.isPresent() && !user.equals(own.get()));
  }

  /**
   * Whether it has a JVM in it. Attaching to anything else would be fatal: the attach API sends
   * SIGQUIT, which ends a program that does not handle it.
   */
  boolean isJava() {
    Path maps = PROC.resolve(pid + "/maps");
    if (Files.isReadable(maps)) {
      try {
        return read(maps).contains(JVM);
      } catch (IOException e) {
        return isListed(); // it ended just now, or is guarded by the kernel
      }
    }
    return isListed();
  }

  private boolean isListed() {
    return JavaPrograms.all().containsKey(Long.toString(pid));
  }

  /** Whether its options name this agent, by the usual name of the jar. */
  boolean namesMoontrace() {
    String[] arguments =
        ProcessHandle.of(pid).flatMap(process -> process.info().arguments()).orElse(new String[0]);
    return Stream.concat(Stream.of(arguments), Stream.of(variable("JAVA_TOOL_OPTIONS")))
        .anyMatch(word -> word.contains("-javaagent:") && word.contains("moontrace"));
  }

  /** The value of an environment variable; empty where there is none or it cannot be read. */
  String variable(String name) {
    for (String variable : List.of(environment().split("\0", -1))) {
      if (variable.startsWith(name + '=')) {
        return variable.substring(name.length() + 1);
      }
    }
    return "";
  }

  private String environment() {
    try {
      return read(PROC.resolve(pid + "/environ"));
    } catch (IOException e) {
      return "";
    }
  }

  /** Of the kernel's own files, which have no size beforehand. */
  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
