package io.moontrace.report;

import io.moontrace.error.Cause;
import io.moontrace.error.DropReason;
import io.moontrace.error.Limits;
import io.moontrace.error.RedisErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the causes of a throwable and what it suppressed: each once, at most {@link
 * Limits#CAUSES}, in the order in which they are printed.
 */
final class Causes {
  private final List<Throwable> caught;
  private final List<Cause> found = new ArrayList<>();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private boolean tooMany;

  private Causes(List<Throwable> caught) {
    this.caught = caught;
  }

  /**
   * The causes of {@code error}.
   *
   * @param caught the errors that scripts caught before, latest first
   */
  static List<Cause> of(RaisedError error, List<Throwable> caught) {
    Causes walk = new Causes(caught);
    walk.seen.addAll(error.layers());
    walk.addCausesOf(error, Cause.ERROR);
    if (walk.tooMany) {
      DropReason.CAUSES.count();
    }
    return walk.found;
  }

  /** The recursion is bounded by the number of causes. */
  private void addCausesOf(RaisedError raised, int index) {
    Throwable error = raised.throwable();
    for (Throwable suppressed : SafeThrowable.suppressed(error)) {
      if (isNew(suppressed)) {
        add(raised.wrapping(suppressed), Cause.Relation.SUPPRESSED, index);
      }
    }
    Throwable cause = SafeThrowable.cause(error);
    if (cause != null && isNew(cause)) {
      add(raised.wrapping(cause), Cause.Relation.CAUSE, index);
    }
    if (cause == null && RethrowOrigin.mayBeRethrow(error)) {
      Throwable origin = RethrowOrigin.origin(error, caught);
      if (origin != null && isNew(origin)) {
        add(RaisedError.caught(origin), Cause.Relation.LUA_RETHROW, index);
      }
    }
    addRemote(error, cause, index);
  }

  private void addRemote(Throwable error, @Nullable Throwable cause, int index) {
    Cause remote = RedisErrors.causeOf(error, cause, SafeThrowable.message(error), index);
    if (remote != null && found.size() < Limits.CAUSES) {
      found.add(remote);
    } else {
      tooMany |= remote != null;
    }
  }

  private boolean isNew(Throwable throwable) {
    boolean isNew = seen.add(throwable);
    tooMany |= isNew && found.size() >= Limits.CAUSES;
    return isNew && !tooMany;
  }

  private void add(RaisedError raised, Cause.Relation relation, int parent) {
    seen.addAll(raised.layers());
    found.add(
        new Cause(
                relation,
                parent,
                raised.language(),
                raised.type(),
                raised.message(),
                raised.stack())
            .withLiteralText(raised.literalText()));
    addCausesOf(raised, found.size() - 1);
  }
}
