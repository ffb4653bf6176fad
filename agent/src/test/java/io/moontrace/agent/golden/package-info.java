/**
 * The golden matrix. {@link io.moontrace.agent.golden.GoldenRun} runs in a JVM of its own and says
 * what was reported of each script, once and many times; whether that is right is for the test to
 * say, which has the goldens.
 */
package io.moontrace.agent.golden;
