package io.moontrace.boundary;

import io.moontrace.error.ChunkId;
import io.moontrace.error.ErrorReport;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;

/**
 * Sets the attributes of an entry span: {@code code.*} and {@code error.type} of OpenTelemetry's
 * semantic conventions, and Moontrace's {@code lua.*}.
 */
final class LuaCallAttributes implements AttributesExtractor<LuaCall, ErrorReport> {
  private static final AttributeKey<String> CODE_FUNCTION_NAME =
      AttributeKey.stringKey("code.function.name");
  private static final AttributeKey<String> CODE_FILE_PATH =
      AttributeKey.stringKey("code.file.path");
  private static final AttributeKey<Long> CODE_LINE_NUMBER =
      AttributeKey.longKey("code.line.number");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> LUA_ENGINE = AttributeKey.stringKey("lua.engine");
  private static final AttributeKey<String> LUA_ENGINE_VERSION =
      AttributeKey.stringKey("lua.engine.version");
  private static final AttributeKey<String> LUA_CHUNK_SHA256 =
      AttributeKey.stringKey("lua.chunk.sha256");

  private static final String ENGINE = "luaj";

  private static final @Nullable String ENGINE_VERSION = engineVersion();

  @Override
  public void onStart(AttributesBuilder attributes, Context parent, LuaCall call) {
    attributes.put(CODE_FUNCTION_NAME, call.function());
    attributes.put(CODE_FILE_PATH, call.chunk().path());
    if (call.line() > 0) {
      attributes.put(CODE_LINE_NUMBER, (long) call.line());
    }
    attributes.put(LUA_ENGINE, ENGINE);
    attributes.put(LUA_ENGINE_VERSION, ENGINE_VERSION);
    ChunkId id = call.chunk().id();
    attributes.put(LUA_CHUNK_SHA256, id == null ? null : id.sha256());
  }

  @Override
  public void onEnd(
      AttributesBuilder attributes,
      Context context,
      LuaCall call,
      @Nullable ErrorReport report,
      @Nullable Throwable error) {
    if (report != null) {
      attributes.put(ERROR_TYPE, report.type());
    }
  }

  /**
   * The version in LuaJ's "Luaj-jse 3.0.1". Read by reflection, because the compiler would inline
   * the constant.
   */
  private static @Nullable String engineVersion() {
    try {
      String version = String.valueOf(Lua.class.getField("_VERSION").get(null));
      return version.substring(version.lastIndexOf(' ') + 1);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
