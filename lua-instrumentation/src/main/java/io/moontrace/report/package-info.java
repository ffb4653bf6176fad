/**
 * From a throwable that left Lua to an {@link io.moontrace.error.ErrorReport}: what it is, what is
 * behind it, where it was. Everything asked of a throwable goes through {@link
 * io.moontrace.report.SafeThrowable}, because a throwable may be hostile.
 */
package io.moontrace.report;
