package io.moontrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The SBOM and the licence report in the agent jar list what is really in it. */
class AgentSbomIT {
  private static final Path AGENT = Path.of(System.getProperty("moontrace.test.agent"));
  private static final Path STOCK = Path.of(System.getProperty("moontrace.test.stock"));
  private static final Path EXTENSION = Path.of(System.getProperty("moontrace.test.extension"));
  private static final Path MODEL = Path.of(System.getProperty("moontrace.test.model"));
  private static final String SBOM = "META-INF/sbom/moontrace-agent.cdx.json";

  /** Whose classes those are that the stock agent does not have. The longest prefix decides. */
  private static final Map<String, String> OWNERS =
      Map.of(
          "io/moontrace/", "io.moontrace:moontrace-lua-instrumentation",
          "io/moontrace/error/", "io.moontrace:moontrace-error-model",
          "io/moontrace/bootstrap/", "io.moontrace:moontrace-error-model",
          "io/moontrace/cli/", "io.moontrace:moontrace-cli",
          "picocli/", "info.picocli:picocli",
          "META-INF/versions/9/module-info.class", "info.picocli:picocli",
          "io/moontrace/shaded/logback/", "ch.qos.logback:logback-core");

  /** Classes of the jar itself, which is the subject of the SBOM and none of its components. */
  private static final Pattern OF_THE_JAR = Pattern.compile("io/moontrace/[A-Za-z]+\\.class");

  private static final Pattern STOCK_LIBRARY =
      Pattern.compile(
          "\\*\\*Group:\\*\\* `(.+?)` \\*\\*Name:\\*\\* `(.+?)` \\*\\*Version:\\*\\* `(.+?)`");

  @Test
  void eachClassIsOfSomethingThatIsListed() throws IOException {
    Set<String> classes = classes(Files.readAllBytes(AGENT));
    classes.removeAll(classes(Files.readAllBytes(STOCK)));
    assertThat(classes.removeIf(OF_THE_JAR.asMatchPredicate())).isTrue();
    assertThat(classes.stream().map(AgentSbomIT::owner).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(new TreeSet<>(OWNERS.values()))
        .isSubsetOf(withoutVersions(components().keySet()));
  }

  @Test
  void whatWasShadedIntoTheStockAgentIsListed() throws IOException {
    Set<String> libraries =
        STOCK_LIBRARY
            .matcher(text("META-INF/licenses/licenses.md"))
            .results()
            .map(AgentSbomIT::coordinates)
            .collect(Collectors.toSet());
    assertThat(libraries).hasSizeGreaterThan(50).isSubsetOf(components().keySet());
    assertThat(components().keySet())
        .contains("io.opentelemetry.javaagent:opentelemetry-javaagent:" + stockVersion());
  }

  @Test
  void hashesAreThoseOfTheJars() throws Exception {
    assertThat(sha256("io.moontrace:moontrace-lua-instrumentation")).isEqualTo(sha256(EXTENSION));
    assertThat(sha256("io.moontrace:moontrace-error-model")).isEqualTo(sha256(MODEL));
    assertThat(sha256("io.opentelemetry.javaagent:opentelemetry-javaagent"))
        .isEqualTo(sha256(STOCK));
  }

  @Test
  void theLicenceReportListsTheSame() throws IOException {
    Set<String> reported =
        text("META-INF/THIRD-PARTY.txt")
            .lines()
            .skip(2)
            .map(line -> line.replaceFirst("[ *]*(\\S+)  \\S.*", "$1"))
            .collect(Collectors.toSet());
    assertThat(reported).isEqualTo(components().keySet());
    assertThat(text("META-INF/NOTICE")).contains("OpenTelemetry", "logback-core");
    assertThat(text("META-INF/LICENSE")).contains("Apache License");
  }

  @Test
  void theManifestSaysWhereItIsAndTheSameLiesBesideTheJar() throws IOException {
    try (JarFile jar = new JarFile(AGENT.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Sbom-Location")).isEqualTo(SBOM);
    }
    assertThat(AGENT.resolveSibling("moontrace-agent.cdx.json")).hasContent(text(SBOM));
  }

  private static String owner(String name) {
    return OWNERS.keySet().stream()
        .filter(name::startsWith)
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .map(OWNERS::get)
        .orElse("nobody: " + name);
  }

  /** Of a jar and of the jars in it, wherever the agent keeps them. */
  private static Set<String> classes(byte[] jar) throws IOException {
    Set<String> names = new TreeSet<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(".jar")) {
          names.addAll(classes(in.readAllBytes()));
        } else if (name.endsWith(".class") || name.endsWith(".classdata")) {
          names.add(name.replaceFirst("^inst/", ""));
        }
      }
    }
    return names;
  }

  /** By {@code group:name:version}, those inside of others too. */
  private static Map<String, JsonNode> components() throws IOException {
    Map<String, JsonNode> found = new TreeMap<>();
    collect(new ObjectMapper().readTree(text(SBOM)), found);
    return found;
  }

  private static void collect(JsonNode whole, Map<String, JsonNode> found) {
    for (JsonNode component : whole.path("components")) {
      found.put(
          component.path("group").asText()
              + ":"
              + component.path("name").asText()
              + ":"
              + component.path("version").asText(),
          component);
      collect(component, found);
    }
  }

  private static Set<String> withoutVersions(Set<String> coordinates) {
    return coordinates.stream()
        .map(text -> text.substring(0, text.lastIndexOf(':')))
        .collect(Collectors.toSet());
  }

  private static String coordinates(MatchResult library) {
    return library.group(1) + ":" + library.group(2) + ":" + library.group(3);
  }

  private static String sha256(String name) throws IOException {
    JsonNode component =
        components().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(name + ":"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    return "none";
  }

  private static String sha256(Path file) throws IOException, GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }

  private static String stockVersion() throws IOException {
    try (JarFile jar = new JarFile(STOCK.toFile())) {
      return jar.getManifest().getMainAttributes().getValue("Implementation-Version");
    }
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(AGENT.toFile());
        InputStream in = jar.getInputStream(jar.getJarEntry(entry))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
