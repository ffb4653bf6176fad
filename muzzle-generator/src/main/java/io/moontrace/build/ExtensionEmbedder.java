package io.moontrace.build;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an extension as the agent keeps its own instrumentation: in the folder {@code inst} of its
 * jar, class files with the suffix {@code .classdata}, OpenTelemetry under the names it has inside
 * the agent, service files appended to the agent's. An extension that is a jar inside the agent's
 * jar is unpacked into a temporary file, and renamed class by class, whenever a program starts.
 *
 * <p>The agent's own code renames here, too, so the names are those of its version.
 */
public final class ExtensionEmbedder {
  private static final String INST = "inst/";
  private static final String SERVICES = "META-INF/services/";

  /** Interfaces with this prefix have another inside the agent, and so have their service files. */
  private static final String API = SERVICES + "io.opentelemetry.instrumentation.";

  private static final String SHADED_API =
      SERVICES + "io.opentelemetry.javaagent.shaded.instrumentation.";

  private static final String BOOTSTRAP_JAR = "moontrace-bootstrap.jar";
  private static final String LOADER = "io.opentelemetry.javaagent.bootstrap.AgentClassLoader";
  private static final String RENAMING =
      "io.opentelemetry.javaagent.tooling.RemappingUrlStreamHandler";

  private final JarFile agent;
  private final JarFile extension;
  private final URL renamed;

  private ExtensionEmbedder(JarFile agent, JarFile extension, URL renamed) {
    this.agent = agent;
    this.extension = extension;
    this.renamed = renamed;
  }

  /**
   * Takes three arguments: the agent's jar, the extension's, and the jar to write, whose entries
   * are to replace those of the agent.
   */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    File agentFile = new File(args[0]);
    File extensionFile = new File(args[1]);
    try (JarFile agent = new JarFile(agentFile);
        JarFile extension = new JarFile(extensionFile);
        URLClassLoader root = new URLClassLoader(new URL[] {agentFile.toURI().toURL()});
        URLClassLoader tooling = agentClassLoader(root, agentFile)) {
      URL renamed = new URL(null, "otel:/", renamingHandler(tooling, extensionFile));
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(Path.of(args[2])))) {
        new ExtensionEmbedder(agent, extension, renamed).write(out);
      }
    }
  }

  private static URLClassLoader agentClassLoader(ClassLoader root, File agent)
      throws ReflectiveOperationException {
    return Class.forName(LOADER, true, root)
        .asSubclass(URLClassLoader.class)
        .getConstructor(File.class, String.class, boolean.class)
        .newInstance(agent, INST.replace("/", ""), false);
  }

  private static URLStreamHandler renamingHandler(ClassLoader tooling, File extension)
      throws ReflectiveOperationException {
    Constructor<?> handler = Class.forName(RENAMING, true, tooling).getConstructor(File.class);
    handler.setAccessible(true);
    return (URLStreamHandler) handler.newInstance(extension);
  }

  private void write(ZipOutputStream out) throws IOException {
    List<JarEntry> entries = extension.stream().filter(entry -> !entry.isDirectory()).toList();
    for (JarEntry entry : entries) {
      String name = entry.getName();
      if (name.endsWith(".class")) {
        write(out, name.replaceFirst("class$", "classdata"), renamed(name), entry);
      } else if (name.startsWith(SERVICES)) {
        String shaded = name.replace(API, SHADED_API);
        write(out, shaded, withThoseOfTheAgent(entry, shaded), entry);
      } else if (!name.startsWith("META-INF/") && !name.equals(BOOTSTRAP_JAR)) {
        write(out, name, bytes(extension, entry), entry);
      }
    }
  }

  private byte[] renamed(String name) throws IOException {
    try (InputStream in = new URL(renamed, name).openStream()) {
      return in.readAllBytes();
    }
  }

  /**
   * The agent's providers first: so they are where each extension has a class loader of its own.
   */
  private byte[] withThoseOfTheAgent(JarEntry services, String shaded) throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    JarEntry ofAgent = agent.getJarEntry(INST + shaded);
    if (ofAgent != null) {
      both.writeBytes(bytes(agent, ofAgent));
      both.write('\n');
    }
    both.writeBytes(bytes(extension, services));
    return both.toByteArray();
  }

  private static byte[] bytes(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static void write(ZipOutputStream out, String name, byte[] bytes, JarEntry like)
      throws IOException {
    ZipEntry entry = new ZipEntry(INST + name);
    entry.setTime(like.getTime());
    out.putNextEntry(entry);
    out.write(bytes);
  }
}
