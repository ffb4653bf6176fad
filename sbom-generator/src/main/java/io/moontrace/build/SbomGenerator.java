package io.moontrace.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;

/**
 * Completes the SBOM of the agent jar. Maven knows which jars went into it; this adds to each of
 * them, as nested components, what it contains itself: to the stock agent what its licence report
 * lists, to a module of ours what the SBOM of that module lists.
 *
 * <p>Fails when a component has no licence, or one that {@link ThirdPartyReport} does not accept.
 */
public final class SbomGenerator {
  static final String STOCK_AGENT = "opentelemetry-javaagent";

  /**
   * Arguments: the SBOM made by Maven; the stock agent's jar; where the complete SBOM goes; where
   * the licence report goes; the SBOMs of the modules, if any.
   */
  public static void main(String[] args) throws IOException, ParseException, GeneratorException {
    Bom bom = new JsonParser().parse(Path.of(args[0]).toFile());
    contain(component(bom, STOCK_AGENT), StockLicenses.components(licensesOf(Path.of(args[1]))));
    for (String module : List.of(args).subList(4, args.length)) {
      Bom part = new JsonParser().parse(Path.of(module).toFile());
      contain(component(bom, part.getMetadata().getComponent().getName()), part.getComponents());
    }
    bom.getComponents().sort(Comparator.comparing(Component::getPurl));
    bom.getMetadata().setTimestamp(null); // now, which no two builds share
    write(Path.of(args[3]), ThirdPartyReport.of(bom.getComponents()));
    write(Path.of(args[2]), valid(bom));
  }

  private static Component component(Bom bom, String name) {
    return bom.getComponents().stream()
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the agent jar has no part named " + name));
  }

  /** References are unique in an SBOM, and two parts may contain the same library. */
  static void contain(Component whole, List<Component> parts) {
    for (Component part : parts) {
      part.setBomRef(whole.getBomRef() + "#" + part.getPurl());
    }
    whole.setComponents(parts.isEmpty() ? null : parts);
  }

  private static String licensesOf(Path stockAgent) throws IOException {
    try (ZipFile jar = new ZipFile(stockAgent.toFile())) {
      ZipEntry entry = jar.getEntry(StockLicenses.ENTRY);
      if (entry == null) {
        throw new IllegalStateException(stockAgent + " has no " + StockLicenses.ENTRY);
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  private static String valid(Bom bom) throws GeneratorException, IOException {
    String json = BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
    List<ParseException> violations = new JsonParser().validate(json, Version.VERSION_16);
    if (!violations.isEmpty()) {
      throw new IllegalStateException("not a CycloneDX document: " + violations);
    }
    return json + "\n";
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }

  private SbomGenerator() {}
}
