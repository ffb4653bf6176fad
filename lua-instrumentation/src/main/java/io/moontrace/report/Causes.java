package io.moontrace.report;

import io.moontrace.error.Cause;
import io.moontrace.error.Limits;
import io.moontrace.frames.Activation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks what is behind a throwable: each once, at most {@link Limits#CAUSES}, in printed order. */
final class Causes {
  private final List<Cause> found = new ArrayList<>();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Causes() {}

  static List<Cause> of(Raised error) {
    Causes walk = new Causes();
    walk.seen.addAll(error.layers());
    walk.behind(error, Cause.ERROR);
    return walk.found;
  }

  private void behind(Raised raised, int index) {
    List<Activation> own = raised.activations();
    for (Throwable suppressed : Foreign.suppressed(raised.throwable())) {
      add(suppressed, Cause.Relation.SUPPRESSED, own, index);
    }
    add(Foreign.cause(raised.throwable()), Cause.Relation.CAUSE, own, index);
  }

  /** The depth of the recursion is bounded by the number of causes. */
  private void add(
      @Nullable Throwable throwable, Cause.Relation relation, List<Activation> outer, int parent) {
    if (throwable == null || found.size() == Limits.CAUSES || !seen.add(throwable)) {
      return;
    }
    Raised raised = Raised.of(throwable, outer);
    seen.addAll(raised.layers());
    found.add(
        new Cause(
            relation, parent, raised.language(), raised.type(), raised.message(), raised.frames()));
    behind(raised, found.size() - 1);
  }
}
