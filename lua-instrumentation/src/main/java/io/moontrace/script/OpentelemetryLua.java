package io.moontrace.script;

import io.moontrace.bootstrap.LuaSources;
import io.moontrace.frames.LuaChunk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.TableLib;

/**
 * The modules of the library opentelemetry-lua, implemented in Lua on top of {@link
 * NativeFunctions}. Each is compiled and run in isolation from the program: with its own global
 * functions, not those that a sandbox may have changed, and not with the program's compiler.
 */
final class OpentelemetryLua {
  static final String PREFIX = "opentelemetry.";

  private static final Pattern NAME = Pattern.compile("opentelemetry(\\.[a-z_]+)+");
  private static final String NO_OP = "opentelemetry/accepted.lua";

  /** Modules without effect, because the agent does their work. */
  private static final Set<String> ACCEPTED =
      new HashSet<>(
          Arrays.asList(
              "opentelemetry.context_storage",
              "opentelemetry.trace.batch_span_processor",
              "opentelemetry.trace.ngx_batch_span_processor",
              "opentelemetry.trace.simple_span_processor",
              "opentelemetry.trace.exporter.circuit",
              "opentelemetry.trace.exporter.console",
              "opentelemetry.trace.exporter.http_client",
              "opentelemetry.trace.exporter.ngx_http_client",
              "opentelemetry.trace.exporter.otlp",
              "opentelemetry.trace.sampling.always_off_sampler",
              "opentelemetry.trace.sampling.always_on_sampler",
              "opentelemetry.trace.sampling.parent_base_sampler",
              "opentelemetry.trace.sampling.trace_id_ratio_sampler"));

  /**
   * The module, or null if there is no module of that name.
   *
   * @param library the table {@code package} of the program
   */
  static @Nullable LuaValue load(String name, LuaTable library) throws IOException {
    String file = file(name);
    byte[] source = file == null ? null : LuaSources.read(file);
    if (source == null) {
      return null;
    }
    String chunk = '=' + file + LuaChunk.AGENT_SUFFIX;
    return new LuaClosure(
            LuaC.instance.compile(new ByteArrayInputStream(source), chunk), environment(library))
        .call();
  }

  private static @Nullable String file(String name) {
    if (ACCEPTED.contains(name)) {
      return NO_OP;
    }
    return NAME.matcher(name).matches() ? name.replace('.', '/') + ".lua" : null;
  }

  private static LuaTable environment(LuaTable library) {
    Globals environment = new Globals();
    LuaTable ownPackage = new LuaTable();
    ownPackage.set("loaded", new LuaTable()); // TableLib adds itself here
    environment.set("package", ownPackage);
    environment.load(new BaseLib());
    environment.load(new TableLib());
    environment.set("native", NativeFunctions.table());
    environment.set("require", ScriptFunction.function("require", a -> require(a, library)));
    return environment;
  }

  /**
   * A module that the program has loaded already, else that of the agent, so that a program has one
   * module per name.
   */
  private static LuaValue require(Arguments arguments, LuaTable library) {
    LuaValue name = arguments.value(1);
    LuaValue loaded = library.get("loaded").get(name);
    if (!loaded.isnil()) {
      return loaded;
    }
    LuaValue module = ScriptModules.find(library, name);
    return module == null ? LuaValue.NIL : module;
  }

  private OpentelemetryLua() {}
}
