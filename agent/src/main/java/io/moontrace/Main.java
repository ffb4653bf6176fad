package io.moontrace;

import io.opentelemetry.javaagent.OpenTelemetryAgent;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.zip.ZipException;

/**
 * What {@code java -jar moontrace-agent.jar} runs: without words the stock agent's main, else a
 * command of the nested jars below {@code cli/}. JDK only, for Java 8, since it stands at the root
 * of the agent's jar, which is on the bootstrap path of every program with the agent.
 */
public final class Main {
  private static final String COMMANDS = "io.moontrace.cli.Moontrace";
  private static final int FAILED = 1;

  /** The exit code is the command's; without words the stock agent's. */
  public static void main(String[] args) {
    if (args.length == 0) {
      OpenTelemetryAgent.main(args);
      return;
    }
    System.exit(run(args));
  }

  private static int run(String[] args) {
    String java = System.getProperty("java.specification.version", "");
    if (java.startsWith("1.")) {
      return failed("The commands of this jar need Java 11 or newer, and this is Java " + java);
    }
    File jar = jar();
    try (NestedJars commands = NestedJars.of(jar)) {
      return (Integer)
          Class.forName(COMMANDS, true, commands.loader())
              .getMethod("run", File.class, String[].class)
              .invoke(null, jar, args);
    } catch (InvocationTargetException e) {
      return failed("The command failed: " + e.getCause());
    } catch (ZipException | ReflectiveOperationException | LinkageError e) {
      return failed(jar + " is damaged, replace it: " + e);
    } catch (IOException e) {
      return failed("The commands in " + jar + " cannot be unpacked to java.io.tmpdir: " + e);
    }
  }

  /** On the bootstrap path, where an agent of this JVM put it, a class knows no place. */
  private static File jar() {
    CodeSource source = Main.class.getProtectionDomain().getCodeSource();
    try {
      if (source != null) {
        return new File(source.getLocation().toURI());
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // what was started is on the class path
    }
    return new File(System.getProperty("java.class.path"));
  }

  private static int failed(String sentence) {
    System.err.println(sentence + '.');
    return FAILED;
  }

  private Main() {}
}
