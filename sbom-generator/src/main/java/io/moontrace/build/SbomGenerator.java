package io.moontrace.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.parsers.JsonParser;

/**
 * Writes the SBOM and the licence report of the agent jar: the jars that went into it, and as
 * nested components what those contain. What the stock agent contains is read from its own licence
 * report. The same input gives the same bytes, offline too.
 *
 * <p>Fails when a component has no licence, or one that {@link ThirdPartyReport} does not accept.
 */
public final class SbomGenerator {
  private static final String STOCK_AGENT = "opentelemetry-javaagent";

  /**
   * Arguments: where the SBOM goes; where the licence report goes; the agent itself, and then each
   * part, in the form that {@link Part} reads. A {@code +} marks a part of the part before it.
   */
  public static void main(String[] args) throws IOException, GeneratorException {
    List<Component> parts = parts(List.of(args).subList(3, args.length));
    Bom bom = new Bom();
    bom.setMetadata(metadata(Part.parse(args[2])));
    bom.setComponents(parts);
    write(Path.of(args[1]), ThirdPartyReport.of(parts));
    write(Path.of(args[0]), valid(bom));
  }

  private static List<Component> parts(List<String> arguments) throws IOException {
    List<Component> parts = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("+")) {
        Component inner = Part.parse(argument.substring(1));
        contain(parts.get(parts.size() - 1), List.of(inner));
      } else {
        parts.add(part(argument));
      }
    }
    return parts;
  }

  private static Component part(String argument) throws IOException {
    Component part = Part.parse(argument);
    if (part.getName().equals(STOCK_AGENT)) {
      contain(part, StockLicenses.components(licensesOf(Part.jar(argument))));
    }
    return part;
  }

  /** References are unique in an SBOM, and two parts may contain the same library. */
  static void contain(Component whole, List<Component> parts) {
    for (Component part : parts) {
      part.setBomRef(whole.getBomRef() + "#" + part.getPurl());
      whole.addComponent(part);
    }
  }

  private static Metadata metadata(Component agent) {
    agent.setType(Component.Type.APPLICATION);
    Metadata metadata = new Metadata();
    metadata.setComponent(agent);
    metadata.setTimestamp(null); // now, which no two builds share
    return metadata;
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
