package io.moontrace.cli;

import io.moontrace.error.PrintableText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** A command line of java, with the agent added where it has none yet. */
final class AgentCommand {
  /** Names of the agent's {@code DoctorRun}. */
  static final String REPORT = "io.moontrace.doctor.report";

  static final String TEST_ERROR = "io.moontrace.doctor.test-error";

  /** There is no program: nothing is said about engines. */
  static final String PROBE = "io.moontrace.doctor.probe";

  private static final String AGENT = "-javaagent:";
  private static final String AGENT_CLASS = "io.opentelemetry.javaagent.OpenTelemetryAgent";

  /** What java reads more options from. */
  private static final List<String> OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Path jar;
  private final List<String> given;

  AgentCommand(Path jar, List<String> given) {
    this.jar = jar;
    this.given = given;
  }

  /** In one line, without the arguments, which may hold secrets. */
  String subject() {
    return "Command " + PrintableText.oneLine(given.get(0), Check.MAX_TEXT) + " ...";
  }

  /** The words of the process. */
  List<String> words(Path report, boolean sendTestError) {
    List<String> words = new ArrayList<>();
    words.add(given.get(0));
    if (!hasAgent()) {
      words.add(AGENT + jar.toAbsolutePath());
    }
    words.add("-D" + REPORT + '=' + report);
    if (sendTestError) {
      words.add("-D" + TEST_ERROR + "=true");
    }
    words.addAll(given.subList(1, given.size()));
    return words;
  }

  /** Two OpenTelemetry agents in one JVM do not go together. */
  private boolean hasAgent() {
    List<String> words = new ArrayList<>(given);
    for (String variable : OPTIONS) {
      words.addAll(List.of(System.getenv().getOrDefault(variable, "").split("\\s+", -1)));
    }
    return words.stream().filter(word -> word.startsWith(AGENT)).anyMatch(AgentCommand::isOurs);
  }

  private static boolean isOurs(String option) {
    String file = option.substring(AGENT.length());
    int end = file.indexOf('=');
    try (JarFile agent = new JarFile(end < 0 ? file : file.substring(0, end))) {
      Manifest manifest = agent.getManifest();
      return manifest != null
          && AGENT_CLASS.equals(manifest.getMainAttributes().getValue("Premain-Class"));
    } catch (IOException e) {
      return false; // java itself will say so
    }
  }
}
