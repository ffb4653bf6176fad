package io.moontrace.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Why a Java program has no MXBean of Moontrace. */
final class MissingAgent {
  private static final String SWITCH = "otel.javaagent.enabled";
  private static final String AGENT = "-javaagent:";

  private final long pid;
  private final boolean askedFor;
  private final boolean disabled;

  private MissingAgent(long pid, boolean askedFor, boolean disabled) {
    this.pid = pid;
    this.askedFor = askedFor;
    this.disabled = disabled;
  }

  static MissingAgent of(long pid, MBeanServerConnection server) throws IOException {
    RuntimeMXBean runtime = runtime(server);
    boolean askedFor =
        runtime.getInputArguments().stream().anyMatch(argument -> argument.startsWith(AGENT));
    String enabled = runtime.getSystemProperties().get(SWITCH);
    if (enabled == null) {
      enabled = new LocalProcess(pid).variable("OTEL_JAVAAGENT_ENABLED");
    }
    return new MissingAgent(pid, askedFor, enabled.equalsIgnoreCase("false"));
  }

  /** Whether the program was started with any agent at all. */
  boolean wasAskedFor() {
    return askedFor && !disabled;
  }

  DoctorException exception() {
    if (!askedFor) {
      return new DoctorException(
          "Process " + pid + " was started without Moontrace",
          "Start it with -javaagent:moontrace-agent.jar before -jar.");
    }
    if (disabled) {
      return new DoctorException(
          "The agent in process " + pid + " is disabled by " + SWITCH + "=false",
          "Remove " + SWITCH + " and OTEL_JAVAAGENT_ENABLED, or set them to true.");
    }
    return new DoctorException(
        "Process " + pid + " was started with an agent, but Moontrace did not start in it",
        "Look for lines of [otel.javaagent ...] at the start of its standard error; another"
            + " OpenTelemetry agent needs Moontrace in otel.javaagent.extensions.");
  }

  private static RuntimeMXBean runtime(MBeanServerConnection server) {
    try {
      return JMX.newMXBeanProxy(
          server, new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME), RuntimeMXBean.class);
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }
}
