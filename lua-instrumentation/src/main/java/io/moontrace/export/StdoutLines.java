package io.moontrace.export;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes to the standard output of the process, even if the application replaces {@code
 * System.out}.
 */
final class StdoutLines implements LineWriter {
  private final OutputStream stdout = new FileOutputStream(FileDescriptor.out);

  @Override
  public void write(byte[] line) throws IOException {
    stdout.write(line);
  }

  /** Does nothing, because the stream belongs to the process. */
  @Override
  public void close() {}
}
