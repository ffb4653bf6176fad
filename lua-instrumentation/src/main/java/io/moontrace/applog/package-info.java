/**
 * Connects the application's own Logback to the agent, without changes to the application.
 *
 * <p>These classes are injected into the class loader of Logback, once per copy of Logback. The
 * subpackage {@code encoder} is the module {@code logback-encoder} under another name; the build
 * copies its source.
 */
package io.moontrace.applog;
