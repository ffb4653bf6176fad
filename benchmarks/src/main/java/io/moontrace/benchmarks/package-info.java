/**
 * What the agent costs. {@link io.moontrace.benchmarks.Compare} starts JVMs with and without the
 * agent in turns; in each, {@link io.moontrace.benchmarks.Fork} has JMH measure one workload.
 */
package io.moontrace.benchmarks;
