package io.moontrace.cli;

import io.moontrace.error.Version;
import java.io.File;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** All commands; each is a class of its own. */
@Command(
    name = "java -jar moontrace-agent.jar",
    description = "Without a command: prints the version, as the OpenTelemetry agent does.",
    mixinStandardHelpOptions = true,
    versionProvider = Moontrace.OwnVersion.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Moontrace {
  private Moontrace() {}

  /**
   * Runs a command and returns its exit code.
   *
   * @param jar the agent's
   */
  public static int run(File jar, String[] args) {
    return new CommandLine(new Moontrace())
        .addSubcommand(new Doctor(jar.toPath()))
        .setParameterExceptionHandler(Moontrace::wrong)
        .setExecutionExceptionHandler(Moontrace::failed)
        .execute(args);
  }

  /** The usage always: a suggestion alone does not say what there is. */
  private static int wrong(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    command.usage(err);
    return CommandLine.ExitCode.USAGE;
  }

  /** What nobody foresaw, in one line. */
  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandName() + " failed: " + e);
    return CommandLine.ExitCode.SOFTWARE;
  }

  static final class OwnVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Moontrace " + Version.get()};
    }
  }
}
