/**
 * What the agent says of itself: the MXBean {@link io.moontrace.diagnostics.AgentMXBean}, which
 * {@code doctor} and any JMX client read. Nothing here runs before somebody asks.
 */
package io.moontrace.diagnostics;
