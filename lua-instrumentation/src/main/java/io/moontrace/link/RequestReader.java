package io.moontrace.link;

import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesGetter;
import java.lang.reflect.Field;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the peer and the header of a request of any server, by what OpenTelemetry's instrumentation
 * of that server reads them with. The API of its customizers does not give access to that, so it is
 * found in their fields.
 */
final class RequestReader {
  private static final Logger logger = Logger.getLogger(RequestReader.class.getName());

  /**
   * Instrumentations that know the peer from the socket. Others may know it from a header like
   * X-Forwarded-For, which anyone can send.
   */
  private static final String[] OF_SOCKETS = {
    "io.opentelemetry.java-http-server",
    "io.opentelemetry.tomcat-",
    "io.opentelemetry.undertow-",
    "io.opentelemetry.netty-",
    "io.opentelemetry.armeria-"
  };

  private static final int MAX_SUPERCLASSES = 4;

  private final HttpServerAttributesGetter<Object, Object> getter;

  RequestReader(HttpServerAttributesGetter<Object, Object> getter) {
    this.getter = getter;
  }

  /** Null for a server whose peers cannot be trusted. */
  static @Nullable RequestReader of(InstrumenterCustomizer customizer)
      throws ReflectiveOperationException {
    String name = customizer.getInstrumentationName();
    for (String known : OF_SOCKETS) {
      if (name.startsWith(known)) {
        return find(customizer);
      }
    }
    logger.log(Level.FINE, "Errors are not linked in requests of {0}", name);
    return null;
  }

  @SuppressWarnings("unchecked") // an instrumenter gives its requests to its own getter
  private static RequestReader find(InstrumenterCustomizer customizer)
      throws ReflectiveOperationException {
    Object builder = field(field(customizer, "customizer"), "val$builder");
    for (Object extractor : (List<?>) field(builder, "attributesExtractors")) {
      if (extractor.getClass().getSimpleName().equals("HttpServerAttributesExtractor")) {
        return new RequestReader(
            (HttpServerAttributesGetter<Object, Object>) field(extractor, "getter"));
      }
    }
    throw new NoSuchFieldException("no HttpServerAttributesExtractor");
  }

  private static Object field(Object of, String name) throws ReflectiveOperationException {
    Class<?> type = of.getClass();
    for (int i = 0; i < MAX_SUPERCLASSES && type != null; i++) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(of);
        }
      }
      type = type.getSuperclass();
    }
    throw new NoSuchFieldException(of.getClass().getName() + '.' + name);
  }

  /** The address of whoever sent the request, or null. */
  @Nullable String peer(Object request) {
    return getter.getNetworkPeerAddress(request, null);
  }

  /** The only value of a header; null if there is none or more than one. */
  @Nullable String header(Object request, String name) {
    List<String> values = getter.getHttpRequestHeader(request, name);
    return values.size() == 1 ? values.get(0) : null;
  }
}
