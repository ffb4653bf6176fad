package io.moontrace.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.License;

/**
 * Reads the licence report that the stock agent carries, which is its only list of what was shaded
 * into it. A library stands in the report once for each of its licences.
 */
final class StockLicenses {
  static final String ENTRY = "META-INF/licenses/licenses.md";

  private static final Pattern SECTION = Pattern.compile("## (.+)");
  private static final Pattern LIBRARY =
      Pattern.compile(
          "\\*\\*\\d+\\*\\* \\*\\*Group:\\*\\* `(.+)` \\*\\*Name:\\*\\* `(.+)` .*`(.+)`");

  private static final Map<String, String> SPDX =
      Map.of(
          "Apache License, Version 2.0", "Apache-2.0",
          "MIT License", "MIT",
          "The 3-Clause BSD License", "BSD-3-Clause");

  static List<Component> components(String report) {
    Map<String, Component> found = new LinkedHashMap<>();
    String section = "";
    for (String line : report.lines().toList()) {
      Matcher heading = SECTION.matcher(line);
      Matcher library = LIBRARY.matcher(line.strip());
      if (heading.matches()) {
        section = heading.group(1);
      } else if (library.matches()) {
        Component component = library(library);
        found
            .computeIfAbsent(component.getPurl(), purl -> component)
            .getLicenses()
            .addLicense(license(section));
      }
    }
    if (found.isEmpty()) {
      throw new IllegalStateException(ENTRY + " lists nothing: has its form changed?");
    }
    return new ArrayList<>(found.values());
  }

  private static Component library(Matcher line) {
    return Part.component(line.group(1), line.group(2), line.group(3));
  }

  private static License license(String section) {
    License license = new License();
    String id = SPDX.get(section);
    if (id == null) {
      license.setName(section);
    } else {
      license.setId(id);
    }
    return license;
  }

  private StockLicenses() {}
}
