package io.moontrace.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.moontrace.error.Cause;
import io.moontrace.error.DropReason;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.moontrace.error.Limits;
import io.moontrace.error.RedisErrors;
import io.moontrace.error.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the report of a logged throwable. If the throwable, or one of its causes, escaped Lua under
 * the agent, its report with the interleaved stack exists already and is used. For all others, the
 * report is made from the proxy that Logback created when the event was logged. Each throwable is
 * visited once, and there are at most {@link Limits#CAUSES} causes.
 */
final class ProxyReport {
  private final List<Cause> causes = new ArrayList<>(2);

  /** The report of a wrapped error, which supplies the trace and the business context. */
  private @Nullable ErrorReport wrapped;

  private int framesLeft = Limits.CAUSE_FRAMES;
  private boolean tooManyCauses;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>(4));

  private ProxyReport() {}

  static @Nullable ErrorReport of(@Nullable IThrowableProxy proxy) {
    if (proxy == null) {
      return null;
    }
    ErrorReport existing = existing(proxy);
    return existing != null ? existing : new ProxyReport().report(proxy);
  }

  private ErrorReport report(IThrowableProxy proxy) {
    isNew(proxy);
    addCausesOf(proxy, Cause.ERROR);
    if (tooManyCauses) {
      DropReason.CAUSES.count();
    }
    ErrorReport.Builder report =
        ErrorReport.builder(id(proxy), Language.JAVA, type(proxy))
            .message(proxy.getMessage())
            .frames(frames(proxy, Limits.FRAMES))
            .causes(causes);
    if (wrapped != null) {
      report.trace(wrapped.trace());
      wrapped.context().forEach(report::context);
    }
    return report.build();
  }

  /**
   * Adds causes in the order of {@code printStackTrace}. The recursion is bounded by the number of
   * causes.
   */
  private void addCausesOf(IThrowableProxy proxy, int index) {
    IThrowableProxy[] suppressed = proxy.getSuppressed();
    if (suppressed != null) {
      for (IThrowableProxy each : suppressed) {
        add(each, Cause.Relation.SUPPRESSED, index);
      }
    }
    add(proxy.getCause(), Cause.Relation.CAUSE, index);
    addRemote(proxy, index);
  }

  /** Adds the error of a script in Redis. It is not recognised in an event from the network. */
  private void addRemote(IThrowableProxy proxy, int index) {
    Throwable throwable = throwable(proxy);
    Cause remote =
        throwable == null
            ? null
            : RedisErrors.causeOf(
                throwable, throwable(proxy.getCause()), proxy.getMessage(), index);
    if (remote != null && causes.size() < Limits.CAUSES) {
      causes.add(remote);
    } else {
      tooManyCauses |= remote != null;
    }
  }

  private void add(@Nullable IThrowableProxy proxy, Cause.Relation relation, int parent) {
    if (proxy == null || !isNew(proxy)) {
      return;
    }
    if (causes.size() >= Limits.CAUSES) {
      tooManyCauses = true;
      return;
    }
    ErrorReport existing = existing(proxy);
    if (existing != null) {
      addExisting(existing, relation, parent);
      if (relation == Cause.Relation.CAUSE && wrapped == null) {
        wrapped = existing;
      }
      return;
    }
    List<Frame> frames = frames(proxy, Math.min(framesLeft, Limits.FRAMES));
    framesLeft -= frames.size();
    causes.add(
        new Cause(
            relation,
            parent,
            Language.JAVA,
            type(proxy),
            message(proxy),
            new Stack(frames, false)));
    addCausesOf(proxy, causes.size() - 1);
  }

  /** Adds the causes of a report, whose parent indexes have to be shifted. */
  private void addExisting(ErrorReport report, Cause.Relation relation, int parent) {
    int index = causes.size();
    causes.add(
        new Cause(
                relation,
                parent,
                report.language(),
                report.type(),
                report.message(),
                report.stack())
            .withLiteralText(report.literalText()));
    for (Cause cause : report.causes()) {
      if (causes.size() < Limits.CAUSES) {
        causes.add(cause.withParent(cause.parent() + index + 1));
      }
    }
  }

  /** Compares throwables, because Logback may create two proxies of one. */
  private boolean isNew(IThrowableProxy proxy) {
    Throwable throwable = throwable(proxy);
    return seen.add(throwable != null ? throwable : proxy);
  }

  /**
   * An error and its wrappers share one id. There is no throwable if the event came over the
   * network.
   */
  private static String id(IThrowableProxy proxy) {
    List<Throwable> layers = new ArrayList<>(2);
    IThrowableProxy layer = proxy;
    while (layer != null && layers.size() <= Limits.CAUSES) {
      Throwable throwable = throwable(layer);
      if (throwable == null) {
        break;
      }
      layers.add(throwable);
      layer = layer.getCause();
    }
    return ErrorReports.idOf(layers);
  }

  private static @Nullable ErrorReport existing(IThrowableProxy proxy) {
    Throwable throwable = throwable(proxy);
    return throwable == null ? null : ErrorReports.find(throwable);
  }

  private static @Nullable Throwable throwable(@Nullable IThrowableProxy proxy) {
    return proxy instanceof ThrowableProxy ? ((ThrowableProxy) proxy).getThrowable() : null;
  }

  private static String type(IThrowableProxy proxy) {
    String type = proxy.getClassName();
    return type == null ? "" : type;
  }

  private static String message(IThrowableProxy proxy) {
    String message = proxy.getMessage();
    return message == null ? "" : message;
  }

  private static List<Frame> frames(IThrowableProxy proxy, int limit) {
    StackTraceElementProxy[] stack = proxy.getStackTraceElementProxyArray();
    int size = stack == null ? 0 : Math.min(stack.length, limit);
    List<Frame> frames = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      frames.add(Frame.java(stack[i].getStackTraceElement()));
    }
    return frames;
  }
}
