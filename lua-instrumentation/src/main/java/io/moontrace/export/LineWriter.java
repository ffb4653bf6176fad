package io.moontrace.export;

import java.io.Closeable;
import java.io.IOException;

/** Writes complete lines to a destination. Used by one thread. */
interface LineWriter extends Closeable {
  /**
   * Writes a line immediately.
   *
   * @param line in UTF-8, with its line break
   */
  void write(byte[] line) throws IOException;
}
