package io.moontrace.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How one source spells the names of the settings. */
final class SettingNames {
  private static final String PREFIX = "moontrace";
  private static final String SEPARATORS = "._-";

  private final SettingSource source;
  private final Set<String> known = new HashSet<>();

  /** What a name is compared with, and the name to suggest. */
  private final Map<String, String> near = new TreeMap<>();

  SettingNames(SettingSource source) {
    this.source = source;
    for (Setting setting : Setting.values()) {
      String name = name(setting);
      known.add(asRead(name));
      near.put(name, name);
      near.put(setting.key() + setting.nestedName(), name);
      if (source == SettingSource.YAML) {
        known.add(PREFIX + '.' + DeclaredSettings.plainName(setting));
      }
    }
  }

  private String name(Setting setting) {
    switch (source) {
      case ENVIRONMENT_VARIABLE:
        return setting.environmentVariable();
      case YAML:
        return PREFIX + '.' + DeclaredSettings.name(setting);
      default:
        return setting.key();
    }
  }

  SettingSource source() {
    return source;
  }

  /** Those of some names that are no settings, sorted. */
  Collection<String> unknown(Collection<String> names) {
    Set<String> unknown = new TreeSet<>();
    for (String name : names) {
      if (!known.contains(asRead(name))) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /** The name that was probably meant; null where none is near. */
  @Nullable String nearest(String name) {
    return NearestName.of(name, near);
  }

  /** Whether a name looks like a setting, right or wrong. */
  static boolean isMeantForMoontrace(String name) {
    return name.length() > PREFIX.length()
        && name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
        && SEPARATORS.indexOf(name.charAt(PREFIX.length())) >= 0;
  }

  /** The agent's own reader of properties knows no case and takes a hyphen for a dot. */
  private String asRead(String name) {
    if (ConfiguredText.agentProperties() == null) {
      return name;
    }
    String read = name.toLowerCase(Locale.ROOT).replace('-', '.');
    return source == SettingSource.ENVIRONMENT_VARIABLE ? read.replace('_', '.') : read;
  }
}
