package io.moontrace.frames;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.moontrace.error.ChunkId;
import io.moontrace.error.Hex;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Prototype;

/** Records the bytes of a chunk while LuaJ reads them. Confined to one thread. */
public final class ChunkBytes extends FilterInputStream {
  /** Bytes recorded; a longer chunk gets no id. */
  private static final int MAX_LENGTH = 16 * 1024 * 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean tooLong;
  private boolean atEnd;

  private ChunkBytes(InputStream chunk) {
    super(chunk);
  }

  /** Wraps the stream that is about to be compiled or undumped. Never throws. */
  public static @Nullable InputStream record(@Nullable InputStream chunk) {
    return chunk == null ? null : new ChunkBytes(chunk);
  }

  /** Called with the result; {@code main} is null if the bytes were not such a chunk. */
  public static void loaded(@Nullable Prototype main, @Nullable InputStream chunk) {
    if (main != null && chunk instanceof ChunkBytes) {
      byte[] bytes = ((ChunkBytes) chunk).bytes.toByteArray();
      ChunkId id = ((ChunkBytes) chunk).tooLong ? null : id(bytes);
      LuaFunctionInfo.loaded(main, id, SourceTexts.keep(id, bytes));
    }
  }

  /** Called when the bytes are not valid Lua. */
  public static void recordSyntaxError(LuaError thrown, @Nullable InputStream chunk) {
    Activations notes = LuaFrames.find(thrown);
    CompilePosition position = notes == null ? null : notes.compiling();
    if (position != null && chunk instanceof ChunkBytes) {
      position.setSource(((ChunkBytes) chunk).bytesRead());
    }
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    atEnd |= b < 0;
    if (b >= 0 && hasRoom(1)) {
      bytes.write(b);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    atEnd |= count < 0;
    if (count > 0 && hasRoom(count)) {
      bytes.write(buffer, offset, count);
    }
    return count;
  }

  /** Not supported, because bytes read twice would be recorded twice. */
  @Override
  public boolean markSupported() {
    return false;
  }

  /** The bytes up to the syntax error, as the compiler reads no further. */
  private byte[] bytesRead() {
    byte[] cut = "…".getBytes(UTF_8);
    if (!atEnd) {
      bytes.write(cut, 0, cut.length);
    }
    return bytes.toByteArray();
  }

  private boolean hasRoom(int count) {
    tooLong |= bytes.size() + count > MAX_LENGTH;
    return !tooLong;
  }

  private static @Nullable ChunkId id(byte[] chunk) {
    byte[] header = ("blob " + chunk.length + '\0').getBytes(US_ASCII);
    try {
      MessageDigest git = MessageDigest.getInstance("SHA-1");
      git.update(header);
      return new ChunkId(
          Hex.of(MessageDigest.getInstance("SHA-256").digest(chunk)), Hex.of(git.digest(chunk)));
    } catch (NoSuchAlgorithmException e) {
      return null; // a reduced JDK
    }
  }
}
