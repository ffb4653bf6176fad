package io.moontrace;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars of the commands, unpacked to temporary files until this is closed. */
final class NestedJars implements Closeable {
  private static final String FOLDER = "cli/";

  private final List<Path> files = new ArrayList<>();
  private final URLClassLoader loader;

  private NestedJars(ZipFile jar) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (ZipEntry entry : Collections.list(jar.entries())) {
      if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".jar")) {
        urls.add(unpacked(jar, entry).toUri().toURL());
      }
    }
    loader = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getSystemClassLoader());
  }

  /**
   * Unpacks them.
   *
   * @param jar the agent's
   */
  static NestedJars of(File jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      return new NestedJars(zip);
    }
  }

  private Path unpacked(ZipFile jar, ZipEntry entry) throws IOException {
    Path file = Files.createTempFile("moontrace-cli", ".jar");
    files.add(file);
    file.toFile().deleteOnExit(); // where the command ends the JVM itself
    try (InputStream in = jar.getInputStream(entry)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() throws IOException {
    loader.close();
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
