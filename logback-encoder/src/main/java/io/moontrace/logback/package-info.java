/**
 * The Logback encoder for an application's logback.xml: every log event becomes one line of the
 * schema {@code error-event.schema.json}.
 *
 * <p>{@link io.moontrace.logback.ErrorEventEncoder} follows the schema, one call per field. The
 * classes of {@code io.moontrace.error} write the line and represent the error. Under the agent,
 * that package is the one on the bootstrap path, so an error that escaped Lua is found there with
 * its interleaved stack.
 */
package io.moontrace.logback;
