package io.moontrace.frames;

import io.moontrace.error.Hex;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/** Digests the bytes of a chunk while LuaJ reads them. Used by one thread. */
public final class ChunkBytes extends FilterInputStream {
  private final MessageDigest digest;

  private ChunkBytes(InputStream chunk, MessageDigest digest) {
    super(chunk);
    this.digest = digest;
  }

  /** Called with the stream that is about to be compiled or undumped; never throws. */
  public static @Nullable InputStream watch(@Nullable InputStream chunk) {
    try {
      return chunk == null ? null : new ChunkBytes(chunk, MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      return chunk;
    }
  }

  /** Called with the outcome; {@code main} is null when the bytes were no such chunk. */
  public static void loaded(@Nullable Prototype main, @Nullable InputStream chunk) {
    if (main != null && chunk instanceof ChunkBytes) {
      LuaFunctionInfo.loaded(main, ((ChunkBytes) chunk).sha256());
    }
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      digest.update((byte) b);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
    }
    return count;
  }

  /** The digest knows no way back. */
  @Override
  public boolean markSupported() {
    return false;
  }

  private String sha256() {
    return Hex.of(digest.digest());
  }
}
