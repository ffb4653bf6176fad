package io.moontrace.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of the OpenTelemetry agent that switch off what Moontrace does for Lua. */
public final class LuaSwitches {
  private static final String SDK = "otel.sdk.disabled";
  private static final String BY_DEFAULT = "otel.instrumentation.common.default-enabled";

  /** As the agent has it for an instrumentation of two names. */
  private static final String[] LUAJ = {
    "otel.instrumentation.luaj.enabled", "otel.instrumentation.luaj-3.0.enabled"
  };

  /** Those that do, as {@code name=value}; empty where Lua is traced. */
  public static List<String> off() {
    List<String> off = new ArrayList<>();
    if (is(SDK, "true")) {
      off.add(SDK + "=true");
    }
    for (String luaj : LUAJ) {
      if (is(luaj, "false")) {
        off.add(luaj + "=false");
      }
    }
    if (is(BY_DEFAULT, "false") && !is(LUAJ[0], "true") && !is(LUAJ[1], "true")) {
      off.add(BY_DEFAULT + "=false");
    }
    return Collections.unmodifiableList(off);
  }

  private static boolean is(String key, String value) {
    @Nullable ConfiguredText configured = ConfiguredText.of(key);
    return configured != null && configured.text().trim().equalsIgnoreCase(value);
  }

  private LuaSwitches() {}
}
