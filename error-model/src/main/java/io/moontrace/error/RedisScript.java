package io.moontrace.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of a script or library that was sent to Redis. Equal if the bytes are. Hashes are made
 * on demand, for an error. Thread-safe.
 */
final class RedisScript {
  private static final String SHEBANG = "#!";
  private static final String NAME = "name=";
  private static final String REGISTER = "register_function";
  private static final String FUNCTION = "function";

  /** Characters between {@code register_function} and the name of a function. */
  private static final int REGISTER_GAP = 80;

  private static final int SAMPLES = 64;

  private final byte[] bytes;
  private final int hash;
  private final SourceText source;
  private volatile @Nullable String sha1;
  private volatile @Nullable String text;
  private volatile @Nullable ChunkId id;

  /**
   * @param bytes not copied
   */
  RedisScript(byte[] bytes) {
    this.bytes = bytes;
    hash = hash(bytes);
    source = new SourceText(bytes);
  }

  /** A hash of the length and of a sample of the bytes. */
  static int hash(byte[] bytes) {
    int step = Math.max(1, bytes.length / SAMPLES);
    int hash = bytes.length;
    for (int i = 0; i < bytes.length; i += step) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  boolean has(byte[] others) {
    return Arrays.equals(bytes, others);
  }

  int length() {
    return bytes.length;
  }

  SourceText source() {
    return source;
  }

  /** The name by which EVALSHA calls it. */
  String sha1() {
    String cached = sha1;
    if (cached == null) {
      cached = Hex.of(digest("SHA-1").digest(bytes));
      sha1 = cached;
    }
    return cached;
  }

  ChunkId id() {
    ChunkId cached = id;
    if (cached == null) {
      MessageDigest git = digest("SHA-1");
      git.update(("blob " + bytes.length + '\0').getBytes(UTF_8));
      cached = new ChunkId(Hex.of(digest("SHA-256").digest(bytes)), Hex.of(git.digest(bytes)));
      id = cached;
    }
    return cached;
  }

  /** The name in {@code #!lua name=…}, the first line of a library; null for other texts. */
  @Nullable String library() {
    String all = text();
    int end = all.indexOf('\n');
    if (!all.startsWith(SHEBANG) || end < 0) {
      return null;
    }
    for (String word : all.substring(0, end).trim().split("\\s+", -1)) {
      if (word.startsWith(NAME) && word.length() > NAME.length()) {
        return word.substring(NAME.length());
      }
    }
    return null;
  }

  /** Whether it calls {@code redis.register_function} with this name. */
  boolean registers(String function) {
    return registers('"' + function + '"', 0) || registers('\'' + function + '\'', 0);
  }

  private boolean registers(String quoted, int from) {
    String all = text();
    for (int at = all.indexOf(quoted, from); at >= 0; at = all.indexOf(quoted, at + 1)) {
      String before = all.substring(Math.max(0, at - REGISTER_GAP), at);
      if (before.contains(REGISTER)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there may be a function besides the main chunk. */
  boolean definesFunctions() {
    return text().contains(FUNCTION);
  }

  private String text() {
    String cached = text;
    if (cached == null) {
      cached = new String(bytes, UTF_8);
      text = cached;
    }
    return cached;
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RedisScript && has(((RedisScript) other).bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
