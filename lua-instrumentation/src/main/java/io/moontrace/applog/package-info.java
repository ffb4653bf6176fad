/**
 * The application's own Logback, with no change in the application.
 *
 * <p>Injected beside Logback, one copy per copy of Logback. The package {@code encoder} below is
 * the module {@code logback-encoder} under a name of its own: its source is copied by the build.
 */
package io.moontrace.applog;
