/**
 * Programs that the integration tests run in a JVM of their own. They depend only on the JDK and
 * LuaJ.
 */
package io.moontrace.agent.program;
