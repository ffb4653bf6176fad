/**
 * Builds one exact, interleaved stack from a Java stack trace and the Lua activations that the
 * throwable has unwound.
 *
 * <p>When an error is thrown, the woven {@code finally} handler of {@code LuaClosure.execute}
 * ({@link io.moontrace.frames.ExecuteWeaver}) calls {@link io.moontrace.frames.LuaFrames}, which
 * records prototype and pc of each activation that the throwable unwinds. When the error is
 * reported, {@link io.moontrace.frames.StackMerger} interleaves them with the Java stack trace,
 * which has one {@code LuaClosure.execute} per activation. {@link
 * io.moontrace.frames.LuaActivation} names the frames.
 *
 * <p>{@code StackMerger}, {@code StackRules} and {@code Activation} do not depend on LuaJ's
 * classes.
 */
package io.moontrace.frames;
