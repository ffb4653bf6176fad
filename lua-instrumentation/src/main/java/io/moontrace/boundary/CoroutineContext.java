package io.moontrace.boundary;

import io.moontrace.bootstrap.LuaBoundary;
import io.moontrace.frames.ResumePoint;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The trace context of one coroutine. Each coroutine has a thread of its own, which runs only while
 * its resumer waits in {@code resume}. The two threads use this object alternately, and LuaJ's lock
 * on the coroutine makes the writes of one visible to the other.
 *
 * <ul>
 *   <li>While the coroutine runs, the context of its resumer is current.
 *   <li>A context that the coroutine itself made current survives its yields.
 *   <li>While it is suspended, no context is current on its thread, and nothing of the resumer is
 *       kept here.
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

  /**
   * Declares that a function of {@code coroutine.wrap} resumes it. Called on the resumer's thread.
   */
  void setWrapped() {
    wrapped = true;
  }

  /** Whether an error that ends the coroutine propagates to its resumer. */
  boolean isWrapped() {
    return wrapped;
  }

  /** Called on the resumer's thread before the coroutine runs. */
  void resume(LuaBoundary boundary) {
    resumer = boundary;
    handedOver = Context.current();
  }

  /**
   * Where this coroutine was last resumed, filled once the resumer continues. Called on the
   * coroutine's thread.
   */
  ResumePoint resumePoint() {
    if (resumePoint == null) {
      resumePoint = new ResumePoint();
    }
    return resumePoint;
  }

  /** Called on the resumer's thread when the coroutine has yielded or ended. */
  void resumed() {
    ResumePoint requested = resumePoint;
    if (requested != null) {
      resumePoint = null;
      requested.fill();
      CoroutineContext outer = Coroutines.current();
      if (outer != null) {
        requested.setOuter(outer.resumePoint());
      }
    }
  }

  /** Called on the coroutine's thread when it starts and when it continues after a yield. */
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

  /** Called on the coroutine's thread before it is suspended and when it ends. */
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
      // A context of the coroutine on top of the attached one; it is restored by the next resume.
      hidden = Context.root().makeCurrent();
    }
  }
}
