package io.moontrace.diagnostics;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** The MBean server that {@code jconsole} and {@code doctor} see, if somebody has made it. */
final class PlatformServer {
  static final String NAME = "io.moontrace:type=Agent";

  /**
   * Registers the agent, and says whether there is a server. Takes the class, not the interface:
   * the verifier would load the interface of an argument, and much of JMX, with {@link JmxWatch}.
   */
  static boolean register(Agent agent) throws JMException {
    ObjectName runtime = new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME);
    ObjectName name = new ObjectName(NAME);
    for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
      if (server.isRegistered(runtime)) {
        if (!server.isRegistered(name)) {
          server.registerMBean(bean(agent), name);
        }
        return true;
      }
    }
    return false;
  }

  /** Open data, which a client reads without our classes. */
  static StandardMBean bean(AgentMXBean agent) {
    return new StandardMBean(agent, AgentMXBean.class, true);
  }

  private PlatformServer() {}
}
