/**
 * End-to-end tests with the programs that users run: the demo under the agent, a real collector
 * with the shipped configuration, and a real Jaeger, queried through its API.
 *
 * <p>{@code Containers} and {@code Compose} start the receivers, {@code DemoProcess} starts the
 * sender, and {@code Jaeger} reads the result as a {@code Trace} of {@code Span}s. {@code Gateways}
 * starts several collectors. Tests with a tag have a Maven profile of that name. Without a Docker
 * engine the tests fail; they are never skipped.
 */
package io.moontrace.e2e;
