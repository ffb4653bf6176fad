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
import io.moontrace.error.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The error that a logged throwable is. One that left Lua under the agent is known already, with
 * its stack of both languages, and so is one that only wraps it; of all others the proxy tells,
 * which Logback made when the event was logged. Each throwable once, at most {@link Limits#CAUSES}
 * causes.
 */
final class ProxyReport {
  private final List<Cause> causes = new ArrayList<>(2);

  /** What this is wrapped around tells where it happened, and for whom. */
  private @Nullable ErrorReport inside;

  private int framesLeft = Limits.CAUSE_FRAMES;
  private boolean tooManyCauses;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>(4));

  private ProxyReport() {}

  static @Nullable ErrorReport of(@Nullable IThrowableProxy proxy) {
    if (proxy == null) {
      return null;
    }
    ErrorReport known = known(proxy);
    return known != null ? known : new ProxyReport().report(proxy);
  }

  private ErrorReport report(IThrowableProxy proxy) {
    isNew(proxy);
    behind(proxy, Cause.ERROR);
    if (tooManyCauses) {
      DropReason.CAUSES.count();
    }
    ErrorReport.Builder report =
        ErrorReport.builder(id(proxy), Language.JAVA, type(proxy))
            .message(proxy.getMessage())
            .frames(frames(proxy, Limits.FRAMES))
            .causes(causes);
    if (inside != null) {
      report.trace(inside.trace());
      inside.context().forEach(report::context);
    }
    return report.build();
  }

  /** In the order of {@code printStackTrace}. The depth is bounded by the number of causes. */
  private void behind(IThrowableProxy proxy, int index) {
    IThrowableProxy[] suppressed = proxy.getSuppressed();
    if (suppressed != null) {
      for (IThrowableProxy each : suppressed) {
        add(each, Cause.Relation.SUPPRESSED, index);
      }
    }
    add(proxy.getCause(), Cause.Relation.CAUSE, index);
  }

  private void add(@Nullable IThrowableProxy proxy, Cause.Relation relation, int parent) {
    if (proxy == null || !isNew(proxy)) {
      return;
    }
    if (causes.size() >= Limits.CAUSES) {
      tooManyCauses = true;
      return;
    }
    ErrorReport known = known(proxy);
    if (known != null) {
      addKnown(known, relation, parent);
      if (relation == Cause.Relation.CAUSE && inside == null) {
        inside = known;
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
    behind(proxy, causes.size() - 1);
  }

  /** The causes of a report tell which of them stands behind which by their index. */
  private void addKnown(ErrorReport known, Cause.Relation relation, int parent) {
    int index = causes.size();
    causes.add(
        new Cause(relation, parent, known.language(), known.type(), known.message(), known.stack())
            .said(known.said()));
    for (Cause cause : known.causes()) {
      if (causes.size() < Limits.CAUSES) {
        causes.add(cause.behind(cause.parent() + index + 1));
      }
    }
  }

  /** Logback may make two proxies of one throwable. */
  private boolean isNew(IThrowableProxy proxy) {
    Throwable throwable = throwable(proxy);
    return seen.add(throwable != null ? throwable : proxy);
  }

  /** What lies around one error has its id. A throwable that came over the network has none. */
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

  private static @Nullable ErrorReport known(IThrowableProxy proxy) {
    Throwable throwable = throwable(proxy);
    return throwable == null ? null : ErrorReports.find(throwable);
  }

  private static @Nullable Throwable throwable(IThrowableProxy proxy) {
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
