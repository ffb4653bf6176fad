package io.moontrace.link;

import io.moontrace.error.Cause;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.javaagent.bootstrap.http.HttpServerResponseMutator;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A request from a trusted address. Its response gets one header with the id of the first error
 * that is reported in the request. Thread-safe.
 */
final class LinkedRequest {
  static final String HEADER = "moontrace-error";

  private static final ContextKey<LinkedRequest> KEY = ContextKey.named("moontrace-linked-request");

  private final @Nullable Cause cause;
  private @Nullable String errorId;
  private @Nullable OpenResponse<?> response;
  private boolean isDone;

  /**
   * @param cause the error that the request names, or null
   */
  LinkedRequest(@Nullable Cause cause) {
    this.cause = cause;
  }

  static @Nullable LinkedRequest of(Context context) {
    return context.get(KEY);
  }

  /** The context without any; most have none. */
  static Context notIn(Context context) {
    return context.get(KEY) == null ? context : context.with(KEY, null);
  }

  Context in(Context context) {
    return context.with(KEY, this);
  }

  @Nullable Cause cause() {
    return cause;
  }

  /** The response is there: at the start of the request, or just before it is written. */
  synchronized <R> void responds(R to, HttpServerResponseMutator<R> mutator) {
    if (!isDone) {
      response = new OpenResponse<>(to, mutator);
      send();
    }
  }

  /** An error was reported. */
  synchronized void failed(String id) {
    if (errorId == null) {
      errorId = id;
      send();
    }
  }

  /** From now on the response is not touched. */
  synchronized void end() {
    isDone = true;
    response = null;
  }

  private void send() {
    if (!isDone && errorId != null && response != null && response.isOfThisThread()) {
      OpenResponse<?> open = response;
      end(); // whatever happens, there is one attempt
      open.append(errorId);
    }
  }

  /**
   * A response that may not be written yet. Servers do not expect other threads to change its
   * headers, so only the thread that got it does.
   */
  private static final class OpenResponse<R> {
    private final WeakReference<R> response;
    private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
    private final HttpServerResponseMutator<R> mutator;

    OpenResponse(R response, HttpServerResponseMutator<R> mutator) {
      this.response = new WeakReference<>(response);
      this.mutator = mutator;
    }

    boolean isOfThisThread() {
      return thread.get() == Thread.currentThread();
    }

    /** Servers ignore it once the headers are written. */
    void append(String errorId) {
      R open = response.get();
      if (open != null) {
        mutator.appendHeader(open, HEADER, errorId);
      }
    }
  }
}
