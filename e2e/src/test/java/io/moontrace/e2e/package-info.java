/**
 * The whole way, with the programs that users run: the demo under the agent, a real collector with
 * the shipped configuration, a real Jaeger, asked through its query API.
 *
 * <p>{@code Containers} and {@code Compose} bring up what receives, {@code DemoProcess} what sends,
 * {@code Jaeger} reads what arrived as a {@code Trace} of {@code Span}s. {@code Gateways} is the
 * same for more than one machine. Tests with a tag have a Maven profile of that name. Without a
 * Docker engine the tests fail; nothing here skips.
 */
package io.moontrace.e2e;
