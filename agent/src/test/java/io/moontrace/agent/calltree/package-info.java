/**
 * Random call trees with their true stack. {@link io.moontrace.agent.calltree.Program} writes a
 * script and, beside each call it writes, notes which frame that call is; nothing here asks the
 * code under test. {@link io.moontrace.agent.calltree.CallTrees} runs the scripts and compares.
 *
 * <p>A {@link io.moontrace.agent.calltree.Body} makes one {@link io.moontrace.agent.calltree.Call}
 * on the failing path, of one {@link io.moontrace.agent.calltree.Callee}, whose body goes on; the
 * innermost has a {@link io.moontrace.agent.calltree.Leaf}. The {@link
 * io.moontrace.agent.calltree.Fault} comes back the other way and gathers the frames.
 */
package io.moontrace.agent.calltree;
