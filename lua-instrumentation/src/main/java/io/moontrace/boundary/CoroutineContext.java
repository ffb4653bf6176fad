package io.moontrace.boundary;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.frames.ResumePoint;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The trace context of one coroutine. Each coroutine has a thread of its own, which runs only while
 * another one waits for it in {@code resume}; so the two hand this object to each other, and LuaJ's
 * own lock on the coroutine makes what one wrote visible to the other.
 *
 * <ul>
 *   <li>While it runs, the context of whoever resumed it is current.
 *   <li>A context that the coroutine made current itself survives its yields.
 *   <li>While it waits, nothing is current on its thread, and nothing of the resumer's is kept
 *       here.
 * </ul>
 */
public final class CoroutineContext {
  private @Nullable LuaBoundary resumer;
  private @Nullable LuaBoundary own;
  private @Nullable Context handedOver;
  private @Nullable Context attached;
  private @Nullable Scope scope;
  private @Nullable Scope hidden;
  private @Nullable ResumePoint resumePoint;
  private boolean wrapped;

  /** Says that a function of {@code coroutine.wrap} resumes it. On the resumer's thread. */
  void setWrapped() {
    wrapped = true;
  }

  /** Whether an error that it dies of is raised again where it was resumed. */
  boolean isWrapped() {
    return wrapped;
  }

  /** On the resumer's thread. */
  void resume(LuaBoundary boundary) {
    resumer = boundary;
    handedOver = Context.current();
  }

  /** Where this coroutine was resumed last: known once its resumer goes on. On its own thread. */
  ResumePoint resumePoint() {
    if (resumePoint == null) {
      resumePoint = new ResumePoint();
    }
    return resumePoint;
  }

  /** On the resumer's thread, when the coroutine has yielded or ended. */
  void resumed() {
    ResumePoint wanted = resumePoint;
    if (wanted != null) {
      resumePoint = null;
      wanted.fill();
      CoroutineContext outer = Coroutines.current();
      if (outer != null) {
        wanted.setOuter(outer.resumePoint());
      }
    }
  }

  /** On the coroutine's thread. */
  @SuppressWarnings("MustBeClosedChecker") // closed by detach()
  void attach() {
    own = LuaBoundary.enterCoroutine(resumer, this);
    if (hidden != null) {
      hidden.close();
      hidden = null;
    } else if (handedOver != null) {
      attached = handedOver;
      scope = handedOver.makeCurrent();
    }
    resumer = null;
    handedOver = null;
  }

  /** On the coroutine's thread. */
  @SuppressWarnings({"MustBeClosedChecker", "ReferenceEquality"}) // closed by attach(); identity
  void detach() {
    if (own != null) {
      own.leaveCoroutine();
      own = null;
    }
    Context current = Context.current();
    if (scope != null && current == attached) {
      scope.close();
      scope = null;
      attached = null;
    } else if (current != Context.root()) {
      // The coroutine's own, on top of what was attached: it comes back with the next resume.
      hidden = Context.root().makeCurrent();
    }
  }
}
