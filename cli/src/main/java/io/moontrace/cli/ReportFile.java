package io.moontrace.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;

/**
 * What an agent wrote about itself when its program ended: the attributes of the MXBean as a
 * serialized list, as they would come over JMX.
 */
final class ReportFile {
  /** Nothing else is ever made an object of. */
  private static final ObjectInputFilter OPEN_DATA =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=40;maxbytes=10000000;javax.management.**;java.lang.*;java.util.*;!*");

  /**
   * Reads it.
   *
   * @throws DoctorException when the program wrote none
   */
  static Map<String, Object> read(Path file) throws DoctorException {
    try (ObjectInputStream in =
        new ObjectInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.setObjectInputFilter(OPEN_DATA);
      List<Attribute> attributes = new ArrayList<>();
      for (Object attribute : (List<?>) in.readObject()) {
        attributes.add((Attribute) attribute);
      }
      return PlainData.ofAttributes(attributes);
    } catch (IOException | ClassNotFoundException | ClassCastException e) {
      throw new DoctorException(
          "The program ended without a report of Moontrace",
          "It was killed or halted, or the agent did not start or is disabled"
              + " (otel.javaagent.enabled): its output, above, says more.");
    }
  }

  private ReportFile() {}
}
