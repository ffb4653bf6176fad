/**
 * Where reports go. {@link io.moontrace.export.ErrorLines} takes each report off the application's
 * thread and writes it as a JSON line; {@code TerminalSpanExporter} shows traces to a person.
 */
package io.moontrace.export;
