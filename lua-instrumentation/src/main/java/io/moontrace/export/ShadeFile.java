package io.moontrace.export;

import static java.util.logging.Level.WARNING;

import io.moontrace.bootstrap.ApplicationLog;
import io.moontrace.config.Setting;
import io.moontrace.error.DropReason;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JSON file beside the application's plain log. Lines are written on a thread of their own. If
 * {@link #LINES} lines or {@link #BYTES} bytes are waiting, or after the file has failed, new lines
 * are dropped and counted. Once the JVM shuts down, the logging thread writes its lines itself, so
 * that the last lines of the application are not lost.
 */
final class ShadeFile implements ApplicationLog.Lines {
  /** Maximum number of waiting lines. */
  static final int LINES = 8 * 1024;

  /** Maximum number of bytes of waiting lines. */
  static final long BYTES = 32L << 20;

  /** Bytes written at once, plus at most one line. */
  private static final int BATCH = 64 * 1024;

  private static final long SHUTDOWN_MILLIS = 2_000;
  private static final String SUFFIX = ".json";
  private static final String WITHOUT_FILE = "moontrace-log.json";
  private static final Logger logger = Logger.getLogger(ShadeFile.class.getName());

  /** Opens a file to write to. */
  interface Opener {
    LineWriter open(String path) throws IOException;
  }

  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(LINES);
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread = new Thread(this::writeAll, "moontrace-log");
  private final Opener opener;
  private volatile @Nullable String path;
  private volatile boolean isEnding;

  // guarded by this
  private @Nullable LineWriter writer;
  private volatile @Nullable String failure;
  private final AtomicLong written = new AtomicLong();

  /**
   * @param path the file; empty for one beside the plain log
   */
  ShadeFile(String path, Opener opener) {
    this.path = path.isEmpty() ? null : path;
    this.opener = opener;
  }

  /** Takes all lines from now on, until the JVM has ended. */
  void start() {
    ApplicationLog.setShade(this);
    Destinations.add(
        new FileDestination(
            "application log",
            () -> path,
            written::get,
            () -> failure,
            Setting.LOGBACK_FILE.key()));
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "moontrace-log-shutdown"));
  }

  @Override
  public boolean hasDestination() {
    return path != null;
  }

  @Override
  public synchronized void setPlainLog(@Nullable File plainLog) {
    if (path == null) {
      path = plainLog == null ? WITHOUT_FILE : plainLog.getPath() + SUFFIX;
    }
  }

  @Override
  public void accept(byte[] line) {
    if (bytes.addAndGet(line.length) > BYTES || !waiting.offer(line)) {
      bytes.addAndGet(-line.length);
      drop(1);
    } else if (isEnding) {
      writeWaiting();
    }
  }

  private void drop(int lines) {
    dropped.addAndGet(lines);
    DropReason.LOG_LINE.count(lines);
  }

  /** The number of lines that were not written. */
  long dropped() {
    return dropped.get();
  }

  /** Writes the waiting lines; from now on {@link #accept} writes directly. */
  void end() {
    isEnding = true;
    thread.interrupt();
    try {
      thread.join(SHUTDOWN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writeWaiting();
  }

  /** Never ends between taking a line and writing it. */
  private void writeAll() {
    try {
      while (!isEnding) {
        write(waiting.take());
      }
    } catch (InterruptedException e) {
      // the interrupting thread writes the waiting lines
    }
  }

  private synchronized void writeWaiting() {
    for (byte[] line = waiting.poll(); line != null; line = waiting.poll()) {
      write(line);
    }
  }

  /** Writes the line and as many waiting ones as make a batch. */
  private synchronized void write(byte[] first) {
    ByteArrayOutputStream batch = new ByteArrayOutputStream(first.length);
    int lines = 0;
    for (byte[] line = first; line != null; line = batch.size() < BATCH ? waiting.poll() : null) {
      batch.write(line, 0, line.length);
      bytes.addAndGet(-line.length);
      lines++;
    }
    if (isWritten(batch.toByteArray())) {
      written.addAndGet(lines);
    } else {
      drop(lines);
    }
  }

  private boolean isWritten(byte[] batch) {
    String file = path;
    if (failure != null || file == null) {
      return false;
    }
    try {
      if (writer == null) {
        writer = opener.open(file);
      }
      writer.write(batch);
      return true;
    } catch (IOException | RuntimeException e) {
      failure = e.toString();
      logger.log(
          WARNING,
          "{0} cannot be written; the lines of moontrace.logback=shade are dropped until the program is"
              + " restarted: {1}. Set moontrace.logback.file to a path that this user may write.",
          new Object[] {file, e.getMessage()});
      return false;
    }
  }
}
