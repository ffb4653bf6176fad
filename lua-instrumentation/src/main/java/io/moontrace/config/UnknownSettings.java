package io.moontrace.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that look like settings of Moontrace and are none, of all sources. */
final class UnknownSettings {
  /** Names that are kept; further ones are only counted. */
  static final int MAX_NAMES = 100;

  /** Environment variables of {@code collector-config}, which a JVM may inherit. */
  static final List<String> OF_COLLECTOR =
      Arrays.asList(
          "MOONTRACE_INDEX", "MOONTRACE_LOGS", "MOONTRACE_SETUP_WAIT", "MOONTRACE_STORAGE");

  private final List<UnknownSetting> list = new ArrayList<>();
  private int count;

  /** None. */
  UnknownSettings() {}

  static UnknownSettings find() {
    UnknownSettings unknown = new UnknownSettings();
    unknown.add(SettingSource.SYSTEM_PROPERTY, systemProperties());
    unknown.add(SettingSource.ENVIRONMENT_VARIABLE, environmentVariables());
    if (ConfiguredText.agentProperties() == null) {
      unknown.add(SettingSource.YAML, DeclaredSettings.names());
    } else {
      unknown.add(SettingSource.CONFIGURATION_FILE, ConfigurationFile.names());
    }
    return unknown;
  }

  private static Collection<String> systemProperties() {
    try {
      return System.getProperties().stringPropertyNames();
    } catch (SecurityException e) {
      return Collections.emptySet();
    }
  }

  private static Collection<String> environmentVariables() {
    try {
      Set<String> names = new HashSet<>(System.getenv().keySet());
      names.removeAll(OF_COLLECTOR);
      return names;
    } catch (SecurityException e) {
      return Collections.emptySet();
    }
  }

  private void add(SettingSource source, Collection<String> used) {
    List<String> ours = new ArrayList<>();
    for (String name : used) {
      if (SettingNames.isMeantForMoontrace(name)) {
        ours.add(name);
      }
    }
    if (ours.isEmpty()) {
      return; // most environments
    }
    SettingNames names = new SettingNames(source);
    for (String name : names.unknown(ours)) {
      count++;
      if (list.size() < MAX_NAMES) {
        list.add(new UnknownSetting(name, source, names.nearest(name)));
      }
    }
  }

  /** At most {@link #MAX_NAMES}. */
  List<UnknownSetting> list() {
    return Collections.unmodifiableList(list);
  }

  int count() {
    return count;
  }
}
