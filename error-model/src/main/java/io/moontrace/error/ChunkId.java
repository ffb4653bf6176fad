package io.moontrace.error;

import org.jspecify.annotations.Nullable;

/**
 * Identifies the bytes of a chunk and so distinguishes versions of a script. Immutable; equal if
 * the bytes are equal.
 */
public final class ChunkId {
  private final String sha256;
  private final String gitBlob;

  /**
   * @param sha256 the SHA-256 of the bytes in hexadecimal, as {@code sha256sum} prints it
   * @param gitBlob git's id of a file with these bytes, as {@code git hash-object} prints it
   */
  public ChunkId(String sha256, String gitBlob) {
    this.sha256 = sha256;
    this.gitBlob = gitBlob;
  }

  /** 64 hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  /** 40 hexadecimal digits. */
  public String gitBlob() {
    return gitBlob;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChunkId && ((ChunkId) other).sha256.equals(sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return sha256;
  }
}
