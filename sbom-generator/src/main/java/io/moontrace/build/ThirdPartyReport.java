package io.moontrace.build;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;

/** The licence report: one line for each thing in the jar, indented below what contains it. */
final class ThirdPartyReport {
  /** Each licence of each library must be among these; a further one is a decision to be made. */
  private static final Set<String> ACCEPTED =
      Set.of("Apache-2.0", "MIT", "BSD-3-Clause", "EPL-1.0", "LGPL-2.1-only");

  private static final String TITLE =
      "What moontrace-agent.jar contains, with licences (SPDX); * marks what is from elsewhere.\n\n";

  static String of(List<Component> components) {
    return TITLE + lines(components, "").collect(Collectors.joining());
  }

  private static Stream<String> lines(List<Component> components, String indent) {
    return components.stream()
        .flatMap(
            component ->
                Stream.concat(
                    Stream.of(line(component, indent)), lines(inside(component), indent + "  ")));
  }

  private static List<Component> inside(Component component) {
    return component.getComponents() == null ? List.of() : component.getComponents();
  }

  private static String line(Component component, String indent) {
    String mark = component.getGroup().equals("io.moontrace") ? "  " : "* ";
    return indent
        + mark
        + component.getGroup()
        + ":"
        + component.getName()
        + ":"
        + component.getVersion()
        + "  "
        + String.join(", ", licenses(component))
        + "\n";
  }

  private static List<String> licenses(Component component) {
    LicenseChoice choice = component.getLicenses();
    List<License> licenses = choice == null ? null : choice.getLicenses();
    if (licenses == null || licenses.isEmpty()) {
      throw new IllegalStateException("no licence is known of " + component.getPurl());
    }
    return licenses.stream().map(license -> accepted(license, component)).toList();
  }

  private static String accepted(License license, Component component) {
    String name = license.getId() == null ? license.getName() : license.getId();
    if (!ACCEPTED.contains(name)) {
      throw new IllegalStateException(
          component.getPurl() + " has the licence " + name + ", which is none of " + ACCEPTED);
    }
    return name;
  }

  private ThirdPartyReport() {}
}
