package io.moontrace.error;

/**
 * Distinguishes the application's Java classes from those of the JDK, of libraries and of agents.
 */
final class InApp {
  private static final String[] LIBRARIES = {
    "java.",
    "javax.",
    "jdk.",
    "sun.",
    "com.sun.",
    "jakarta.",
    "kotlin.",
    "scala.",
    "groovy.",
    "org.luaj.",
    "org.apache.",
    "org.springframework.",
    "org.eclipse.",
    "org.hibernate.",
    "io.netty.",
    "io.opentelemetry.",
    "io.micrometer.",
    "io.undertow.",
    "reactor.",
    "com.google.",
    "org.slf4j.",
    "ch.qos.logback.",
    "org.junit.",
    "net.bytebuddy."
  };

  static boolean isInApp(String className) {
    for (String prefix : LIBRARIES) {
      if (className.startsWith(prefix)) {
        return false;
      }
    }
    return true;
  }

  private InApp() {}
}
