/**
 * Where Java calls into Lua and comes back: entry spans, and the moment at which an error has left
 * Lua.
 *
 * <p>The woven functions ({@link io.moontrace.boundary.LuaClosureInstrumentation}, {@link
 * io.moontrace.boundary.LuajcInstrumentationModule}) call {@code LuaBoundary} on the bootstrap
 * path, which tells {@link io.moontrace.boundary.LuajEntryListener}, one per copy of LuaJ, of
 * outermost entries only.
 */
package io.moontrace.boundary;
