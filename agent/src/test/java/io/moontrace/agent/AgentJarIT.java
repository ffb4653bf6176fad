package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The contents of the agent jar. */
class AgentJarIT {
  private static final String AGENT = System.getProperty("moontrace.test.agent");
  private static final String AGENT_FOLDER = "inst/";
  private static final int JAVA_8 = 52;

  @Test
  void classesForTheApplicationAreByteCodeForJava8() throws IOException {
    assertThat(ourClasses()).hasSizeGreaterThan(100).allMatch(type -> type.version <= JAVA_8);
  }

  @Test
  void logbackIsIncludedOnlyUnderAnotherName() throws IOException {
    assertThat(ourClasses())
        .extracting(Type::name)
        .anyMatch(name -> name.startsWith("io/moontrace/shaded/logback/"))
        .allMatch(name -> name.startsWith("io/moontrace/"));
  }

  @Test
  void theBootstrapPathHasOnlyTheModelAndTheBoundary() throws IOException {
    try (JarFile jar = new JarFile(AGENT)) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .filteredOn(name -> name.startsWith("io/moontrace/") && name.endsWith(".class"))
          .isNotEmpty()
          .allMatch(
              name ->
                  name.equals("io/moontrace/Main.class")
                      || name.equals("io/moontrace/NestedJars.class")
                      || name.startsWith("io/moontrace/error/")
                      || name.startsWith("io/moontrace/bootstrap/"));
    }
  }

  /** Otherwise it is unpacked, and renamed class by class, whenever a program starts. */
  @Test
  void theExtensionIsPartOfTheAgent() throws IOException {
    try (JarFile jar = new JarFile(AGENT);
        JarFile stock = new JarFile(System.getProperty("moontrace.test.stock"))) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .noneMatch(name -> name.startsWith("extensions/"));
      String modules =
          AGENT_FOLDER
              + "META-INF/services/"
              + "io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule";
      assertThat(text(jar, modules).lines())
          .containsAll(text(stock, modules).lines().toList())
          .contains("io.moontrace.boundary.LuajInstrumentationModule");
    }
  }

  @Test
  void theManifestIdentifiesTheAgent() throws IOException {
    try (JarFile jar = new JarFile(AGENT)) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Title"))
          .isEqualTo("moontrace-agent");
      assertThat(jar.getManifest().getMainAttributes().getValue("Premain-Class"))
          .isEqualTo("io.opentelemetry.javaagent.OpenTelemetryAgent");
    }
  }

  private record Type(String name, int version) {}

  /** Of the extension, and of the bootstrap path. */
  private static List<Type> ourClasses() throws IOException {
    List<Type> classes = new ArrayList<>();
    try (JarFile jar = new JarFile(AGENT)) {
      Stream<? extends ZipEntry> entries =
          jar.stream()
              .filter(entry -> entry.getName().matches("(inst/)?io/moontrace/.*\\.class(data)?"));
      for (ZipEntry entry : entries.toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          classes.add(new Type(entry.getName().replaceFirst('^' + AGENT_FOLDER, ""), version(in)));
        }
      }
    }
    return classes;
  }

  private static String text(JarFile jar, String entry) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @SuppressWarnings("resource") // the caller's
  private static int version(InputStream classFile) throws IOException {
    DataInputStream in = new DataInputStream(classFile);
    assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
    in.readUnsignedShort();
    return in.readUnsignedShort();
  }
}
