package io.moontrace.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether the agent sees Lua and whether errors arrive where they should, and why not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Moontrace.OwnVersion.class,
    description = {
      "Checks that Moontrace sees Lua and that errors arrive where they should.",
      "Without PID and command: checks this machine and the settings in the environment."
    },
    customSynopsis = "java -jar moontrace-agent.jar doctor [OPTIONS] [PID | -- java ARGUMENTS]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:All is well.", "1:A check failed.", "2:The command line is wrong."})
final class Doctor implements Callable<Integer> {
  private static final Pattern PID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern JAVA = Pattern.compile("javaw?(\\.exe)?");
  private static final int FAILED = 1;
  private static final int MAX_SECONDS = 3600;

  private final Path jar;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Option(
      names = "--send-test-error",
      description = "Send one error to every destination and print its error.id.")
  private boolean sendTestError;

  @Option(
      names = "--seconds",
      defaultValue = "15",
      paramLabel = "N",
      description = "How long the command may run before it is examined and stopped (15).")
  private int seconds;

  @Parameters(
      arity = "0..*",
      paramLabel = "PID | -- java ARGUMENTS",
      description = "A running program, or a command line that is started with the agent added.")
  private List<String> words = new ArrayList<>();

  Doctor(Path jar) {
    this.jar = jar;
  }

  @Override
  public Integer call() throws InterruptedException {
    Findings findings = examine();
    if (spec != null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? JsonReport.of(findings) : TextReport.of(findings));
      out.flush();
    }
    return findings.isHealthy() ? 0 : FAILED;
  }

  private Findings examine() throws InterruptedException {
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw wrong("--seconds is a number from 1 to " + MAX_SECONDS);
    }
    if (words.isEmpty()) {
      return new ThisMachine(jar, sendTestError).examine();
    }
    if (words.size() == 1 && PID.matcher(words.get(0)).matches()) {
      return new RunningProgram(Long.parseLong(words.get(0)), sendTestError).examine();
    }
    String executable = String.valueOf(Path.of(words.get(0)).getFileName());
    if (JAVA.matcher(executable).matches()) {
      return new StartedProgram(jar, words, Duration.ofSeconds(seconds), sendTestError).examine();
    }
    throw wrong(
        "'"
            + words.get(0)
            + "' is neither the id of a process nor java: start the program yourself with"
            + " -javaagent, then give its PID");
  }

  private ParameterException wrong(String sentence) {
    if (spec == null) {
      throw new IllegalStateException(sentence);
    }
    return new ParameterException(spec.commandLine(), sentence);
  }
}
