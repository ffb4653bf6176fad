package io.moontrace.frames;

import io.moontrace.error.BoundedMap;
import io.moontrace.error.ChunkId;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which chunks are in use under which name. Refers to them weakly; at most {@link #NAMES}, the
 * latest, and {@link #VERSIONS} of each. Thread-safe.
 */
final class ChunkNames {
  static final int NAMES = 4096;
  static final int VERSIONS = 16;

  private final Map<String, Versions> names = new BoundedMap<>(NAMES, false);

  private volatile int changes;

  /** Returns what stands for this name and these bytes, to be held by all that are made of them. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
  synchronized LuaChunk add(LuaChunk chunk) {
    Versions versions = names.get(chunk.name());
    if (versions == null) {
      versions = new Versions();
      names.put(chunk.name(), versions);
    } else {
      LuaChunk same = versions.find(chunk.id());
      if (same != null) {
        return same;
      }
      changes++;
    }
    versions.add(chunk);
    return chunk;
  }

  /** The chunk of a name, if all that are in use are made of the same bytes; else null. */
  synchronized @Nullable LuaChunk find(String name) {
    Versions versions = names.get(name);
    return versions == null ? null : versions.only();
  }

  /** How often a name got another meaning. */
  int changes() {
    return changes;
  }

  private static final class Versions {
    private final List<WeakReference<LuaChunk>> chunks = new ArrayList<>(1);
    private boolean areTooMany;

    @Nullable LuaChunk find(@Nullable ChunkId id) {
      for (WeakReference<LuaChunk> each : chunks) {
        LuaChunk chunk = each.get();
        if (chunk != null && id != null && id.equals(chunk.id())) {
          return chunk;
        }
      }
      return null;
    }

    void add(LuaChunk chunk) {
      chunks.removeIf(each -> each.get() == null);
      areTooMany |= chunks.size() == ChunkNames.VERSIONS;
      if (!areTooMany) {
        chunks.add(new WeakReference<>(chunk));
      }
    }

    @Nullable LuaChunk only() {
      LuaChunk only = null;
      for (WeakReference<LuaChunk> each : chunks) {
        LuaChunk chunk = each.get();
        if (areTooMany || (only != null && chunk != null)) {
          return null;
        }
        only = chunk == null ? only : chunk;
      }
      return only;
    }
  }
}
