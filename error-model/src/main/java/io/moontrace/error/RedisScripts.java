package io.moontrace.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moontrace.bootstrap.RuntimeSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The scripts and libraries that this process has sent to Redis, for the source of their errors:
 * the {@link #MAX_TEXTS} most recently used ones, at most {@link #MAX_TOTAL} bytes. What was sent
 * lately is recognised without a lock. Thread-safe; called by woven code.
 */
public final class RedisScripts {
  /** Texts that are remembered. */
  static final int MAX_TEXTS = 256;

  /** Bytes of one text; a longer one is not remembered. */
  static final int MAX_LENGTH = 256 * 1024;

  /** Bytes of all texts. */
  static final int MAX_TOTAL = 4 * 1024 * 1024;

  /** Slots for what was sent lately; a power of two. */
  private static final int LATELY = 64;

  private static final RedisScripts ALL = new RedisScripts();

  /** Strings by identity, {@link RedisScript}s by their bytes. */
  private final AtomicReferenceArray<Object> lately = new AtomicReferenceArray<>(LATELY);

  private final Map<RedisScript, RedisScript> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int total;

  /** Remembers a text that is being sent. Ignores null. */
  public static void sent(byte @Nullable [] text) {
    if (text != null && text.length <= MAX_LENGTH && RuntimeSettings.sourceLines() > 0) {
      ALL.add(text);
    }
  }

  /** Remembers a text that is being sent in UTF-8. Ignores null. */
  public static void sent(@Nullable String text) {
    if (text != null && text.length() <= MAX_LENGTH && RuntimeSettings.sourceLines() > 0) {
      ALL.add(text);
    }
  }

  /** The script with this SHA-1, or null. */
  static @Nullable RedisScript bySha1(String sha1) {
    return ALL.find(sha1);
  }

  /**
   * The library that registers a function. Null if there is none, and if there are several: it is
   * not known which of two versions Redis has.
   */
  static @Nullable RedisScript byFunction(String function) {
    return ALL.registering(function);
  }

  @SuppressWarnings("ReferenceEquality") // only the very same object is recognised without a scan
  void add(String text) {
    int slot = System.identityHashCode(text) & (LATELY - 1);
    if (lately.get(slot) != text) {
      byte[] bytes = text.getBytes(UTF_8);
      if (bytes.length <= MAX_LENGTH) {
        keep(new RedisScript(bytes));
        lately.set(slot, text);
      }
    }
  }

  void add(byte[] text) {
    int slot = RedisScript.hash(text) & (LATELY - 1);
    Object last = lately.get(slot);
    if (!(last instanceof RedisScript) || !((RedisScript) last).has(text)) {
      lately.set(slot, keep(new RedisScript(text.clone())));
    }
  }

  private synchronized RedisScript keep(RedisScript script) {
    RedisScript known = kept.get(script);
    if (known != null) {
      return known;
    }
    kept.put(script, script);
    total += script.length();
    if (kept.size() > MAX_TEXTS || total > MAX_TOTAL) {
      removeEldest();
    }
    return script;
  }

  /** What was sent lately is looked up again after this, and so becomes recently used. */
  private void removeEldest() {
    for (Iterator<RedisScript> eldest = kept.values().iterator();
        (kept.size() > MAX_TEXTS || total > MAX_TOTAL) && eldest.hasNext(); ) {
      total -= eldest.next().length();
      eldest.remove();
    }
    for (int i = 0; i < LATELY; i++) {
      lately.set(i, null);
    }
  }

  @Nullable RedisScript find(String sha1) {
    for (RedisScript script : latestFirst()) {
      if (script.sha1().equals(sha1)) {
        return script;
      }
    }
    return null;
  }

  @Nullable RedisScript registering(String function) {
    RedisScript found = null;
    for (RedisScript script : latestFirst()) {
      if (script.library() != null && script.registers(function)) {
        if (found != null) {
          return null;
        }
        found = script;
      }
    }
    return found;
  }

  synchronized int total() {
    return total;
  }

  private synchronized List<RedisScript> latestFirst() {
    List<RedisScript> scripts = new ArrayList<>(kept.values());
    Collections.reverse(scripts);
    return scripts;
  }
}
