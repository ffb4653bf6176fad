/**
 * The commands of {@code java -jar moontrace-agent.jar}. {@link io.moontrace.cli.Doctor} collects
 * {@link io.moontrace.cli.Findings} of a program, {@link io.moontrace.cli.AgentChecks} judges what
 * the agent there says of itself.
 */
package io.moontrace.cli;
