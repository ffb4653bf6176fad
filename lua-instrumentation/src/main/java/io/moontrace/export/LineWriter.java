package io.moontrace.export;

import java.io.Closeable;
import java.io.IOException;

/** Writes whole lines somewhere. Used by one thread. */
interface LineWriter extends Closeable {
  /**
   * Writes a line at once.
   *
   * @param line in UTF-8, with its line break
   */
  void write(byte[] line) throws IOException;
}
