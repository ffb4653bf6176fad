/**
 * The destinations of reports. {@link io.moontrace.export.ErrorLines} writes each report as a JSON
 * line on a thread of its own; {@code ErrorRecords} sends it as a log record; {@code
 * TerminalSpanExporter} prints traces to a terminal.
 */
package io.moontrace.export;
