/**
 * Measures the overhead of the agent. {@link io.moontrace.benchmarks.Compare} starts JVMs with and
 * without the agent alternately; in each, {@link io.moontrace.benchmarks.Fork} measures one
 * workload with JMH.
 */
package io.moontrace.benchmarks;
