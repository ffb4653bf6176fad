package io.moontrace.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Reads the agent's MXBean in another JVM of this machine: by the attach API, through the local
 * management connector, which only the same user reaches. No port is opened to others.
 */
final class AgentConnection {
  static final String NAME = "io.moontrace:type=Agent";
  static final String CHECK_DESTINATIONS = "checkDestinations";
  static final String SEND_TEST_ERROR = "sendTestError";

  /** The agent registers its MXBean when JMX wakes up: how long that may take. */
  private static final long PATIENCE_MILLIS = 5_000;

  private static final long POLL_MILLIS = 50;

  private AgentConnection() {}

  /**
   * Everything, in plain Java, of a connector that the JVM of this user gave; blocks for as long as
   * the program lets it.
   */
  @SuppressWarnings("BanJNDI") // an address from the attach API, of the same user
  static Map<String, Object> read(long pid, boolean sendTestError)
      throws DoctorException, IOException, JMException, InterruptedException {
    String address = startLocalConnector(pid);
    try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
      return read(pid, connector.getMBeanServerConnection(), sendTestError);
    }
  }

  private static String startLocalConnector(long pid) throws DoctorException, IOException {
    try {
      VirtualMachine program = VirtualMachine.attach(Long.toString(pid));
      try {
        return program.startLocalManagementAgent();
      } finally {
        program.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new DoctorException(
          "Process " + pid + " does not let itself be attached to: " + e.getMessage(),
          "Start it without -XX:+DisableAttachMechanism, or use: doctor -- java ...");
    }
  }

  private static Map<String, Object> read(
      long pid, MBeanServerConnection server, boolean sendTestError)
      throws DoctorException, IOException, JMException, InterruptedException {
    ObjectName agent = name();
    await(pid, server, agent);
    MBeanAttributeInfo[] infos = server.getMBeanInfo(agent).getAttributes();
    String[] names = new String[infos.length];
    for (int i = 0; i < infos.length; i++) {
      names[i] = infos[i].getName();
    }
    Map<String, Object> all = new HashMap<>();
    all.putAll(PlainData.ofAttributes(server.getAttributes(agent, names).asList()));
    put(all, "checkedDestinations", server.invoke(agent, CHECK_DESTINATIONS, null, null));
    if (sendTestError) {
      put(all, "testError", server.invoke(agent, SEND_TEST_ERROR, null, null));
    }
    return all;
  }

  private static void put(Map<String, Object> all, String name, Object open) {
    Object plain = PlainData.of(open);
    if (plain != null) {
      all.put(name, plain);
    }
  }

  /** Waits for the MXBean: longer where an agent was asked for. */
  private static void await(long pid, MBeanServerConnection server, ObjectName agent)
      throws DoctorException, IOException, InterruptedException {
    MissingAgent missing = null;
    long start = System.nanoTime();
    while (!server.isRegistered(agent)) {
      missing = missing == null ? MissingAgent.of(pid, server) : missing;
      long patience = missing.wasAskedFor() ? PATIENCE_MILLIS : PATIENCE_MILLIS / 5;
      if (System.nanoTime() - start > MILLISECONDS.toNanos(patience)) {
        throw missing.exception();
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static ObjectName name() {
    try {
      return new ObjectName(NAME);
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }
}
