/**
 * The stack engine: makes one exact stack out of a Java stack trace and the Lua activations that
 * the throwable left behind.
 *
 * <p>At the throw: the handler of {@code LuaClosure.execute} is woven ({@link
 * io.moontrace.frames.ExecuteWeaver}) to call {@link io.moontrace.frames.LuaFrames}, which notes
 * prototype and pc of each activation the throwable leaves. At the report: {@link
 * io.moontrace.frames.StackMerger} zips these into the Java stack trace, which has one {@code
 * LuaClosure.execute} per activation. A frame gets its name in {@link
 * io.moontrace.frames.LuaActivation}.
 *
 * <p>{@code StackMerger}, {@code StackRules} and {@code Activation} know nothing of LuaJ's classes.
 */
package io.moontrace.frames;
