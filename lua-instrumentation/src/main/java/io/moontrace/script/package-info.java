/**
 * What scripts may {@code require}: the module {@code otel}.
 *
 * <p>{@link io.moontrace.script.RequireInstrumentation} weaves LuaJ's {@code require}: when it has
 * found nothing, {@link io.moontrace.script.ScriptModules} is asked. {@link
 * io.moontrace.script.OtelModule} is the table a script gets, made of {@link
 * io.moontrace.script.ScriptFunction}s. Nothing but strings, numbers, booleans, tables and
 * functions goes in or out; spans and contexts are tables that hide what they stand for.
 */
package io.moontrace.script;
