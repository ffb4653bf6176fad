/**
 * Turns a throwable that escaped Lua, or that a script caught, into an {@link
 * io.moontrace.error.ErrorReport}: type, message, causes, stack and context. Throwables are read
 * only through {@link io.moontrace.report.SafeThrowable}, because they may be hostile.
 */
package io.moontrace.report;
