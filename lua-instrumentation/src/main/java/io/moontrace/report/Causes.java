package io.moontrace.report;

import io.moontrace.error.Cause;
import io.moontrace.error.DropReason;
import io.moontrace.error.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Walks what is behind a throwable: each once, at most {@link Limits#CAUSES}, in printed order. */
final class Causes {
  private final List<Throwable> caught;
  private final List<Cause> found = new ArrayList<>();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private boolean tooMany;

  private Causes(List<Throwable> caught) {
    this.caught = caught;
  }

  /**
   * What is behind {@code error}.
   *
   * @param caught the errors that scripts caught on the way there, latest first
   */
  static List<Cause> of(RaisedError error, List<Throwable> caught) {
    Causes walk = new Causes(caught);
    walk.seen.addAll(error.layers());
    walk.behind(error, Cause.ERROR);
    if (walk.tooMany) {
      DropReason.CAUSES.count();
    }
    return walk.found;
  }

  /** The depth of the recursion is bounded by the number of causes. */
  private void behind(RaisedError raised, int index) {
    Throwable error = raised.throwable();
    for (Throwable suppressed : SafeThrowable.suppressed(error)) {
      if (isNew(suppressed)) {
        add(raised.behind(suppressed), Cause.Relation.SUPPRESSED, index);
      }
    }
    Throwable cause = SafeThrowable.cause(error);
    if (cause != null && isNew(cause)) {
      add(raised.behind(cause), Cause.Relation.CAUSE, index);
    }
    if (cause == null && Lineage.mayCarryOn(error)) {
      Throwable origin = Lineage.origin(error, caught);
      if (origin != null && isNew(origin)) {
        add(RaisedError.caught(origin), Cause.Relation.LUA_RETHROW, index);
      }
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
            .said(raised.said()));
    behind(raised, found.size() - 1);
  }
}
