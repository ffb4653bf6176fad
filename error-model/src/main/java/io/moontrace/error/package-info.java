/**
 * The one shape of an error, whatever language it came from and wherever it surfaces.
 *
 * <p>{@link io.moontrace.error.ErrorReport} is the error: type, message, one stack of {@link
 * io.moontrace.error.Frame}s, {@link io.moontrace.error.Cause}s. {@link
 * io.moontrace.error.ErrorReports} remembers which report belongs to which throwable and hands new
 * ones to whoever writes them. {@link io.moontrace.error.ErrorEvent} turns a report into one line
 * of JSON, {@link io.moontrace.error.StackText} into text. The schema of the line is {@code
 * error-event.schema.json} beside these classes: a new field is one line there and one line in
 * {@code ErrorEvent}.
 *
 * <p>JDK only, Java 8: the agent puts this package on the bootstrap path, so that the application
 * and the agent see one copy.
 */
package io.moontrace.error;
