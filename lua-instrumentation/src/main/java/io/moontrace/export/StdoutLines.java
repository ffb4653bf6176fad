package io.moontrace.export;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The standard output of the process, whatever the application makes of {@code System.out}. */
final class StdoutLines implements LineWriter {
  private final OutputStream stdout = new FileOutputStream(FileDescriptor.out);

  @Override
  public void write(byte[] line) throws IOException {
    stdout.write(line);
  }

  /** It is not ours to close. */
  @Override
  public void close() {}
}
