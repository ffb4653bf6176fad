/**
 * What an application names in its own logback.xml: every log event becomes one line of the schema
 * {@code error-event.schema.json}.
 *
 * <p>{@link io.moontrace.logback.ErrorEventEncoder} reads as the schema, one call per field. The
 * writer of the line and the error in it are those of {@code io.moontrace.error}; under the agent
 * that package is the one on the bootstrap path, so an error that left Lua is found there with its
 * stack of both languages.
 */
package io.moontrace.logback;
