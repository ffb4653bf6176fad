/**
 * The model of an error, the same for both languages and wherever the error surfaces.
 *
 * <p>{@link io.moontrace.error.ErrorReport} is the error: type, message, one interleaved stack of
 * {@link io.moontrace.error.Frame}s, {@link io.moontrace.error.Cause}s. {@link
 * io.moontrace.error.ErrorReports} remembers the report of each throwable and passes new reports to
 * their sinks. {@link io.moontrace.error.ErrorEvent} turns a report into one line of JSON, {@link
 * io.moontrace.error.StackText} into text. The schema of the line is {@code
 * error-event.schema.json} beside these classes: a new field is one property there and one call in
 * {@code ErrorEvent} or one method of {@code EventLine}.
 *
 * <p>JDK only, Java 8: the agent puts this package on the bootstrap path, so that the application
 * and the agent see one copy.
 */
package io.moontrace.error;
