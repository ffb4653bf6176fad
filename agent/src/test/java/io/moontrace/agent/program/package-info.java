/**
 * Programs that the integration tests run in a JVM of their own. They know the JDK and LuaJ only.
 */
package io.moontrace.agent.program;
