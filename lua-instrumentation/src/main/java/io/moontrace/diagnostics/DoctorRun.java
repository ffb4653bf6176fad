package io.moontrace.diagnostics;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.logging.Level.FINE;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.logging.Logger;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.StandardMBean;

/**
 * A program that {@code doctor} has started: what has to be tried is tried before its main method,
 * since exporters are closed as soon as it ends; then everything is written to a file, with the
 * attributes of the MXBean as JMX would send them.
 */
final class DoctorRun {
  private static final Logger logger = Logger.getLogger(DoctorRun.class.getName());

  /** {@code doctor} sets these for its own program, they are no settings. */
  private static final String TEST_ERROR = "io.moontrace.doctor.test-error";

  private static final String PROBE = "io.moontrace.doctor.probe";

  /** For everything that is tried. */
  private static final long PATIENCE_SECONDS = 30;

  private final StandardMBean agent;
  private final Path file;
  private final FutureTask<List<Attribute>> tries = new FutureTask<>(this::tryAll);

  private DoctorRun(AgentMXBean agent, Path file) {
    this.agent = PlatformServer.bean(agent);
    this.file = file;
  }

  /** Tries everything, and has the report written to the file when the program ends. */
  static void start(AutoConfiguredOpenTelemetrySdk sdk, String file) {
    new DoctorRun(new Agent(sdk), Paths.get(file)).start();
  }

  private void start() {
    Thread thread = new Thread(tries, "moontrace-doctor");
    thread.setDaemon(true);
    thread.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::write, "moontrace-doctor-shutdown"));
    try {
      tries.get(PATIENCE_SECONDS, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // there will be no report, and doctor says so
    }
  }

  private List<Attribute> tryAll() throws JMException {
    List<Attribute> results = new ArrayList<>();
    results.add(new Attribute("CheckedDestinations", invoke("checkDestinations")));
    if (Boolean.getBoolean(TEST_ERROR)) {
      results.add(new Attribute("TestError", invoke("sendTestError")));
    }
    return results;
  }

  private Object invoke(String operation) throws JMException {
    return agent.invoke(operation, new Object[0], new String[0]);
  }

  private void write() {
    try {
      List<Attribute> all = new ArrayList<>(tries.get(PATIENCE_SECONDS, SECONDS));
      for (MBeanAttributeInfo info : agent.getMBeanInfo().getAttributes()) {
        all.add(new Attribute(info.getName(), agent.getAttribute(info.getName())));
      }
      all.add(new Attribute("Probe", Boolean.getBoolean(PROBE)));
      write(all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | LinkageError e) {
      logger.log(FINE, "There is no report for doctor", e);
    }
  }

  private void write(List<Attribute> attributes) throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(new ArrayList<>(attributes));
    }
  }
}
