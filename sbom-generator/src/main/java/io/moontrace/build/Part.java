package io.moontrace.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cyclonedx.Version;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.util.BomUtils;

/**
 * A jar as the build describes it: {@code group:name:version licences path}, with SPDX names of
 * licences separated by commas. No path, where there is no jar to take hashes of.
 */
final class Part {
  private static final Pattern FORM = Pattern.compile("([^:]+):([^:]+):(\\S+) (\\S+)(?: (.+))?");

  static Component parse(String argument) throws IOException {
    Matcher fields = fields(argument);
    Component component = component(fields.group(1), fields.group(2), fields.group(3));
    component.setBomRef(component.getPurl());
    for (String id : List.of(fields.group(4).split(",", -1))) {
      License license = new License();
      license.setId(id);
      component.getLicenses().addLicense(license);
    }
    if (fields.group(5) != null) {
      component.setHashes(BomUtils.calculateHashes(jar(argument).toFile(), Version.VERSION_16));
    }
    return component;
  }

  static Path jar(String argument) {
    return Path.of(fields(argument).group(5));
  }

  static Component component(String group, String name, String version) {
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    component.setGroup(group);
    component.setName(name);
    component.setVersion(version);
    component.setPurl("pkg:maven/" + group + "/" + name + "@" + version + "?type=jar");
    component.setLicenses(new LicenseChoice());
    return component;
  }

  private static Matcher fields(String argument) {
    Matcher fields = FORM.matcher(argument);
    if (!fields.matches()) {
      throw new IllegalArgumentException("not group:name:version licences path: " + argument);
    }
    return fields;
  }

  private Part() {}
}
