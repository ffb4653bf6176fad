package io.moontrace.config;

import static java.util.logging.Level.WARNING;

import io.opentelemetry.javaagent.bootstrap.InstrumentationHolder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.logging.Logger;

/**
 * Puts the classes that woven code calls on the bootstrap path. In the single jar they are there
 * already; a stock agent that was given this extension gets them from the jar inside it.
 */
public final class BootstrapClasses {
  private static final Logger logger = Logger.getLogger(BootstrapClasses.class.getName());
  private static final String RESOURCE = "/moontrace-bootstrap.jar";
  private static final String WITNESS = "io.moontrace.bootstrap.LuaBoundary";

  private static boolean failed;

  /** Puts them there if they are not, and says whether they are. Never throws. */
  public static synchronized boolean provide() {
    Instrumentation instrumentation = InstrumentationHolder.getInstrumentation();
    if (instrumentation == null || arePresent()) {
      return true; // without an agent, in the build and in unit tests, nothing is woven
    }
    if (failed) {
      return false;
    }
    try (InputStream jar = BootstrapClasses.class.getResourceAsStream(RESOURCE)) {
      if (jar == null) {
        throw new IOException(RESOURCE + " is not in the extension");
      }
      Path file = Files.createTempFile("moontrace-bootstrap", ".jar");
      file.toFile().deleteOnExit();
      Files.copy(jar, file, StandardCopyOption.REPLACE_EXISTING);
      instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(file.toFile()));
    } catch (IOException e) {
      failed = true;
      logger.log(
          WARNING,
          "Lua is not traced: no room for a file in java.io.tmpdir, which the extension needs."
              + " Use the single moontrace-agent.jar, or make the folder writable.",
          e);
    }
    return arePresent();
  }

  /**
   * Takes our own classes out of what muzzle checks, and returns what is left: those of LuaJ and
   * Logback. Ours always fit each other, muzzle cannot read those of a jar that was added later,
   * and checking helpers against the methods of all of LuaJ's classes takes half of its time. The
   * build weaves a call of this into each module's {@code getMuzzleReferences}.
   */
  public static Map<String, ?> withoutOwn(Map<String, ?> references) {
    references.keySet().removeIf(className -> className.startsWith("io.moontrace."));
    return references;
  }

  private static boolean arePresent() {
    try {
      Class.forName(WITNESS, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private BootstrapClasses() {}
}
