/**
 * The modules that scripts can {@code require}: {@code otel} and those of opentelemetry-lua.
 *
 * <p>{@link io.moontrace.script.RequireInstrumentation} instruments LuaJ's {@code require}, which
 * falls back to {@link io.moontrace.script.ScriptModules}. {@link io.moontrace.script.OtelModule}
 * builds the table {@code otel} from {@link io.moontrace.script.ScriptFunction}s. Only strings,
 * numbers, booleans, tables and functions are exchanged with scripts; spans and contexts are opaque
 * tables.
 */
package io.moontrace.script;
