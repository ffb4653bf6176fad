package io.moontrace.frames;

import io.moontrace.error.BoundedMap;
import io.moontrace.error.ChunkId;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chunks in use under each name, held weakly. Holds at most {@link #NAMES} names, the latest,
 * and {@link #VERSIONS} versions of each. Thread-safe.
 */
final class ChunkNames {
  static final int NAMES = 4096;
  static final int VERSIONS = 16;

  private final Map<String, Versions> names = new BoundedMap<>(NAMES, false);

  private volatile int changes;

  /**
   * Returns the instance for the name and bytes of a chunk, to be held by everything made from
   * them.
   */
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

  /** The chunk of a name if all chunks in use under it have the same bytes, otherwise null. */
  synchronized @Nullable LuaChunk find(String name) {
    Versions versions = names.get(name);
    return versions == null ? null : versions.only();
  }

  /** The number of times that a name was given to other bytes. */
  int changes() {
    return changes;
  }

  private static final class Versions {
    private final List<WeakReference<LuaChunk>> chunks = new ArrayList<>(1);
    private boolean hasTooMany;

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
      hasTooMany |= chunks.size() == ChunkNames.VERSIONS;
      if (!hasTooMany) {
        chunks.add(new WeakReference<>(chunk));
      }
    }

    @Nullable LuaChunk only() {
      LuaChunk only = null;
      for (WeakReference<LuaChunk> each : chunks) {
        LuaChunk chunk = each.get();
        if (hasTooMany || (only != null && chunk != null)) {
          return null;
        }
        only = chunk == null ? only : chunk;
      }
      return only;
    }
  }
}
