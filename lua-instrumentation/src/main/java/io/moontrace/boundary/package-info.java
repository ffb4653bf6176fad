/**
 * The boundary between Java and Lua: entry spans, and the detection of errors that escape Lua or
 * are caught by scripts.
 *
 * <p>The woven functions ({@link io.moontrace.boundary.LuaClosureInstrumentation}, {@link
 * io.moontrace.boundary.LuajcInstrumentationModule}) call {@code LuaBoundary} on the bootstrap
 * path. It passes only outermost entries to {@link io.moontrace.boundary.LuajEntryListener}, of
 * which there is one per copy of LuaJ.
 */
package io.moontrace.boundary;
