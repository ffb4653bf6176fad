package io.moontrace.link;

import static java.util.logging.Level.FINE;
import static java.util.logging.Level.WARNING;

import io.moontrace.bootstrap.RemoteCauses;
import io.moontrace.error.Cause;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.bootstrap.http.HttpServerResponseCustomizer;
import io.opentelemetry.javaagent.bootstrap.http.HttpServerResponseCustomizerHolder;
import io.opentelemetry.javaagent.bootstrap.http.HttpServerResponseMutator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Connects reports and responses with the {@link LinkedRequest} of the current context. Nothing is
 * installed before there is a server whose requests are linked.
 */
final class ErrorLinks {
  private static final Logger logger = Logger.getLogger(ErrorLinks.class.getName());
  private static final AtomicBoolean hasFailed = new AtomicBoolean();

  private static boolean installed;

  static synchronized void install() {
    if (installed) {
      return;
    }
    installed = true;
    RemoteCauses.setSource(ErrorLinks::cause);
    ErrorReports.addSink(ErrorLinks::reported);
    HttpServerResponseCustomizerHolder.setCustomizer(
        new Responses(HttpServerResponseCustomizerHolder.getCustomizer()));
  }

  /** Logs the first failure; the request goes on without links. */
  static void failed(Throwable t) {
    boolean isFirst = hasFailed.compareAndSet(false, true);
    logger.log(
        isFirst ? WARNING : FINE,
        "moontrace.link.trusted: a request is handled without links between errors: {0}."
            + " Logged once.",
        t.toString());
  }

  private static @Nullable Cause cause() {
    LinkedRequest request = LinkedRequest.of(Context.current());
    return request == null ? null : request.cause();
  }

  /** A caught error does not fail the request. */
  private static void reported(ErrorReport report) {
    LinkedRequest request = report.handled() ? null : LinkedRequest.of(Context.current());
    if (request != null) {
      try {
        request.failed(report.id());
      } catch (Throwable t) { // from the server
        failed(t);
      }
    }
  }

  private static final class Responses implements HttpServerResponseCustomizer {
    private final HttpServerResponseCustomizer others;

    Responses(HttpServerResponseCustomizer others) {
      this.others = others;
    }

    @Override
    public <R> void customize(Context context, R response, HttpServerResponseMutator<R> mutator) {
      others.customize(context, response, mutator);
      LinkedRequest request = LinkedRequest.of(context);
      if (request != null) {
        try {
          request.responds(response, mutator);
        } catch (Throwable t) { // from the server
          failed(t);
        }
      }
    }
  }

  private ErrorLinks() {}
}
