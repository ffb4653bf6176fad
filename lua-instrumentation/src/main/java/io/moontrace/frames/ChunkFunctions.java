package io.moontrace.frames;

import io.moontrace.error.StringLiterals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/**
 * The line ranges and string literals of the functions of a chunk that LuaJC compiled; its
 * prototypes are not available after compilation. At most {@link #MAX_FUNCTIONS} functions.
 * Immutable.
 */
final class ChunkFunctions {
  private static final int MAX_FUNCTIONS = 1024;
  private static final int MAX_NESTING = 64;

  /** Inner functions after their enclosing ones. */
  private final List<Range> ranges = new ArrayList<>();

  ChunkFunctions(Prototype main) {
    add(main, 0, Integer.MAX_VALUE, 0);
  }

  private void add(Prototype function, int first, int last, int depth) {
    if (depth == MAX_NESTING || ranges.size() == MAX_FUNCTIONS) {
      return;
    }
    ranges.add(new Range(first, last, LuaLiterals.of(function)));
    for (Prototype inner : function.p) {
      add(inner, inner.linedefined, inner.lastlinedefined, depth + 1);
    }
  }

  /** The literals of the innermost function around a line; null if unknown. */
  @Nullable StringLiterals literals(int line) {
    for (int i = ranges.size() - 1; i >= 0; i--) {
      Range range = ranges.get(i);
      if (range.first <= line && line <= range.last) {
        return range.literals;
      }
    }
    return null;
  }

  private static final class Range {
    final int first;
    final int last;
    final StringLiterals literals;

    Range(int first, int last, StringLiterals literals) {
      this.first = first;
      this.last = last;
      this.literals = literals;
    }
  }
}
