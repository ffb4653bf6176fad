package io.moontrace.diagnostics;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.logging.Level.FINE;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the program, or whoever attaches to it, to make the platform's MBean server, and
 * registers the MXBean then. We never make that server: it costs time at the start, and comes too
 * early for programs that configure JMX or logging in their main method. Changes no class; only
 * sees the names of those that are loaded.
 */
final class JmxWatch implements ClassFileTransformer {
  private static final Logger logger = Logger.getLogger(JmxWatch.class.getName());

  /** How long the server may take from the first of its classes on. */
  private static final long PATIENCE_MILLIS = 10_000;

  private static final long POLL_MILLIS = 20;

  /** Any MBean server; and the local connector, of Java 8 and later, which makes the platform's. */
  private static final String SERVER = "com/sun/jmx/mbeanserver/JmxMBeanServer";

  private static final String CONNECTOR = "jdk/internal/agent/Agent";
  private static final String CONNECTOR_8 = "sun/management/Agent";

  private final Instrumentation instrumentation;
  private final AutoConfiguredOpenTelemetrySdk sdk;
  private final AtomicBoolean isWaiting = new AtomicBoolean();

  JmxWatch(Instrumentation instrumentation, AutoConfiguredOpenTelemetrySdk sdk) {
    this.instrumentation = instrumentation;
    this.sdk = sdk;
  }

  void start() {
    instrumentation.addTransformer(this, true); // shares the JVM's hook with the agent
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null
        && (SERVER.equals(name) || CONNECTOR.equals(name) || CONNECTOR_8.equals(name))) {
      await();
    }
    return null;
  }

  /** On a thread of its own: whoever loads the class is about to make the server. */
  private void await() {
    if (isWaiting.compareAndSet(false, true)) {
      Thread thread = new Thread(this::register, "moontrace-jmx");
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }
  }

  private void register() {
    try {
      long start = System.nanoTime();
      while (System.nanoTime() - start < MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
        if (PlatformServer.register(new Agent(sdk))) {
          instrumentation.removeTransformer(this);
          return;
        }
        Thread.sleep(POLL_MILLIS);
      }
      isWaiting.set(false); // a server of the application's own; the platform's may come later
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | LinkageError e) {
      logger.log(FINE, "The MXBean is not registered", e);
    }
  }
}
