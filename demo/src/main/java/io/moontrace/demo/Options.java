package io.moontrace.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The command line options of the service. */
final class Options {
  static final String USAGE =
      "usage: java -jar demo.jar [options]\n"
          + "  --host HOST      address to listen on (DEMO_HOST, default 127.0.0.1)\n"
          + "  --port PORT      port, 0 = any free one (PORT, default 8080)\n"
          + "  --scripts DIR    folder of orders.lua (DEMO_SCRIPTS, default scripts)\n"
          + "  --help           print this\n";

  private final String host;
  private final int port;
  private final Path scripts;
  private final boolean help;

  Options(String host, int port, Path scripts, boolean help) {
    this.host = host;
    this.port = port;
    this.scripts = scripts;
    this.help = help;
  }

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
        case "--host":
          host = value(args, ++i);
          break;
        case "--port":
          port = value(args, ++i);
          break;
        case "--scripts":
          scripts = value(args, ++i);
          break;
        case "--help":
          help = true;
          break;
        default:
          throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    return new Options(host, port(port), help ? Path.of(scripts) : folder(scripts), help);
  }

  String host() {
    return host;
  }

  /** 0 means any free port. */
  int port() {
    return port;
  }

  /** The folder of {@code orders.lua}. */
  Path scripts() {
    return scripts;
  }

  /** Whether only the usage was asked for. */
  boolean help() {
    return help;
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
