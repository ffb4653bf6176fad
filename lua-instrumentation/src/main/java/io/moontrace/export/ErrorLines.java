package io.moontrace.export;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.logging.Level.WARNING;

import io.moontrace.error.DropReason;
import io.moontrace.error.ErrorEvent;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.FirstReports;
import io.moontrace.error.Service;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes each report as one JSON line on a thread of its own, so that neither a slow disk nor the
 * rendering delays the application. If {@link #CAPACITY} reports are waiting, or after the writer
 * has failed, new ones are dropped and counted.
 */
final class ErrorLines implements ErrorReports.Sink {
  /** Reports that may wait to be written. */
  static final int CAPACITY = 1024;

  private static final Logger logger = Logger.getLogger(ErrorLines.class.getName());
  private static final long SHUTDOWN_MILLIS = 2_000;

  private final AtomicLong dropped = new AtomicLong();
  private final FirstReports reports = new FirstReports();
  private final Service service;
  private final LineWriter writer;
  private final ThreadPoolExecutor thread;
  private final LongAdder written = new LongAdder();
  private volatile @Nullable String failure; // set by the writing thread

  ErrorLines(Service service, LineWriter writer) {
    this.service = service;
    this.writer = writer;
    thread = new Worker();
    // started here, because a thread started by an application's thread inherits from that
    thread.prestartAllCoreThreads();
  }

  /** Takes all reports from now on, until the JVM shuts down. */
  void start() {
    ErrorReports.addSink(this);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "moontrace-errors-shutdown"));
  }

  @Override
  public void accept(ErrorReport report) {
    thread.execute(() -> write(report));
  }

  /** Writes the waiting reports, for at most two seconds, and closes the writer. */
  void stop() {
    thread.shutdown();
    try {
      thread.awaitTermination(SHUTDOWN_MILLIS, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The number of reports that were not written. */
  long dropped() {
    return dropped.get();
  }

  /** How many reports were written. */
  long written() {
    return written.sum();
  }

  /** Why nothing is written any more; null while it is. */
  @Nullable String failure() {
    return failure;
  }

  private void write(ErrorReport report) {
    if (failure != null) {
      drop(DropReason.WRITE_FAILED);
      return;
    }
    try {
      writer.write(ErrorEvent.toLine(report, service, reports.isNew(report)));
      written.increment();
    } catch (IOException | RuntimeException e) {
      failure = e.toString();
      drop(DropReason.WRITE_FAILED);
      logger.log(
          WARNING,
          "moontrace.errors.file can no longer be written; errors are dropped until the program is"
              + " restarted: {0}",
          e.toString());
    }
  }

  private void drop(DropReason reason) {
    dropped.incrementAndGet();
    reason.count();
  }

  private void close() {
    try {
      writer.close();
    } catch (IOException e) {
      logger.log(
          WARNING,
          "moontrace.errors.file could not be closed, and its last lines may be missing: {0}",
          e.toString());
    }
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "moontrace-errors");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  private final class Worker extends ThreadPoolExecutor {
    Worker() {
      super(
          1,
          1,
          0,
          MILLISECONDS,
          new ArrayBlockingQueue<>(CAPACITY),
          ErrorLines::newThread,
          (task, executor) -> drop(DropReason.QUEUE_FULL));
    }

    @Override
    protected void terminated() {
      close();
    }
  }
}
