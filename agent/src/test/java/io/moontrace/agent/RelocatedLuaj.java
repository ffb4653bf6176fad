package io.moontrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Makes a copy of LuaJ in another package, as a shaded application contains it. */
final class RelocatedLuaj {
  static final String PACKAGE = "com.acme.shaded.luaj";

  private static final String FROM = "org/luaj/vm2";
  private static final String DOTTED = FROM.replace('/', '.');
  private static final String TO = PACKAGE.replace('.', '/');
  private static final String SERVICES = "META-INF/services/";

  /** Writes the jar. */
  static void write(Path luaj, Path jar) throws IOException {
    try (JarFile from = new JarFile(luaj.toFile());
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar))) {
      for (JarEntry entry : Collections.list(from.entries())) {
        if (!entry.isDirectory()) {
          try (InputStream content = from.getInputStream(entry)) {
            to.putNextEntry(new JarEntry(entry.getName().replace(FROM, TO)));
            to.write(relocated(entry.getName(), content.readAllBytes()));
          }
        }
      }
    }
  }

  private static byte[] relocated(String name, byte[] content) {
    if (name.startsWith(SERVICES)) {
      return new String(content, UTF_8).replace(DOTTED, PACKAGE).getBytes(UTF_8);
    }
    if (!name.endsWith(".class")) {
      return content;
    }
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(content).accept(new ClassRemapper(writer, new OtherPackage()), 0);
    return writer.toByteArray();
  }

  private static final class OtherPackage extends Remapper {
    OtherPackage() {
      super(Opcodes.ASM9);
    }

    /** Class files this old name classes in texts; shading maps these, too. */
    @Override
    public Object mapValue(Object value) {
      return value instanceof String text && text.startsWith(DOTTED)
          ? PACKAGE + text.substring(DOTTED.length())
          : super.mapValue(value);
    }

    @Override
    public String map(String internalName) {
      return internalName.startsWith(FROM)
          ? TO + internalName.substring(FROM.length())
          : internalName;
    }
  }

  private RelocatedLuaj() {}
}
