package io.moontrace.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The command line options of the service.
 *
 * @param port 0 means any free port
 * @param scripts the folder of {@code orders.lua}
 * @param help whether to print only the usage
 */
record Options(String host, int port, Path scripts, boolean help) {
  static final String USAGE =
      """
      usage: java -jar demo.jar [options]
        --host HOST      address to listen on (DEMO_HOST, default 127.0.0.1)
        --port PORT      port, 0 = any free one (PORT, default 8080)
        --scripts DIR    folder of orders.lua (DEMO_SCRIPTS, default scripts)
        --help           print this
      """;

  /**
   * Parses the arguments. Missing values come from the environment, then from the defaults.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static Options parse(String[] args, Map<String, String> environment) {
    String host = environment.getOrDefault("DEMO_HOST", "127.0.0.1");
    String port = environment.getOrDefault("PORT", "8080");
    String scripts = environment.getOrDefault("DEMO_SCRIPTS", "scripts");
    boolean help = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--host" -> host = value(args, ++i);
        case "--port" -> port = value(args, ++i);
        case "--scripts" -> scripts = value(args, ++i);
        case "--help" -> help = true;
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    return new Options(host, port(port), help ? Path.of(scripts) : folder(scripts), help);
  }

  private static String value(String[] args, int index) {
    if (index == args.length) {
      throw new IllegalArgumentException(args[index - 1] + " needs a value");
    }
    return args[index];
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Handled below like a number out of range.
    }
    throw new IllegalArgumentException("port must be a number from 0 to 65535, not " + text);
  }

  private static Path folder(String text) {
    Path folder = Path.of(text);
    if (!Files.isRegularFile(folder.resolve("orders.lua"))) {
      throw new IllegalArgumentException("no orders.lua in folder " + text);
    }
    return folder;
  }
}
