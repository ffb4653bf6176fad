package io.moontrace.e2e;

import org.testcontainers.utility.DockerImageName;

/** The images of {@code docker-compose.yml}, with the same variables and defaults. */
final class Images {
  static final DockerImageName COLLECTOR =
      image("OTELCOL_IMAGE", "otel/opentelemetry-collector-contrib:0.152.0");

  static final DockerImageName JAEGER = image("JAEGER_IMAGE", "jaegertracing/jaeger:2.13.0");

  static final DockerImageName ELASTICSEARCH =
      image("ELASTICSEARCH_IMAGE", "docker.elastic.co/elasticsearch/elasticsearch:8.19.21");

  static final DockerImageName JAVA = image("JAVA_IMAGE", "eclipse-temurin:21-jre");

  /** Debian, for the gateway: the one that stands in for Testcontainers' own, where that is one. */
  static final String DEBIAN = debian();

  private Images() {}

  private static String debian() {
    String name = System.getenv("DEBIAN_IMAGE");
    String tiny = System.getenv("TESTCONTAINERS_TINYIMAGE_CONTAINER_IMAGE");
    if (name != null && !name.isEmpty()) {
      return name;
    }
    return tiny != null && tiny.contains("debian") ? tiny : "debian:12";
  }

  private static DockerImageName image(String variable, String official) {
    String name = System.getenv(variable);
    return DockerImageName.parse(name == null || name.isEmpty() ? official : name);
  }
}
