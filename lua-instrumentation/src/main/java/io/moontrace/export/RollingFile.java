package io.moontrace.export;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;

/**
 * A file that is flushed after each line and rolled by size: {@code errors.json} to {@code
 * errors.json.1} and so on. Existing files are appended to. Rolling is done by Logback, which is
 * shaded into the agent.
 */
final class RollingFile implements LineWriter {
  private static final byte[] NOTHING = {};
  private static final byte[] LINE_BREAK = {'\n'};
  private static final Duration SIZE_CHECK = Duration.buildBySeconds(1);

  private final ContextBase context = new ContextBase();
  private final RollingFileAppender<byte[]> appender = new RollingFileAppender<>();

  /**
   * Opens the file and creates its parent folders.
   *
   * @param maxSize in bytes, at which it is rolled
   * @param maxFiles the number of rolled files to keep, at least 1
   * @throws IOException when it cannot be written
   */
  RollingFile(String path, long maxSize, int maxFiles) throws IOException {
    SizeBasedTriggeringPolicy<byte[]> trigger = new SizeBasedTriggeringPolicy<>();
    trigger.setContext(context);
    trigger.setMaxFileSize(new FileSize(maxSize));
    trigger.setCheckIncrement(SIZE_CHECK);

    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(path.replace("%", "\\%") + ".%i");
    rolling.setMinIndex(1);
    rolling.setMaxIndex(maxFiles);

    appender.setContext(context);
    appender.setName(path);
    appender.setFile(path);
    appender.setEncoder(new Bytes(path));
    appender.setTriggeringPolicy(trigger);
    appender.setRollingPolicy(rolling);
    rolling.start();
    trigger.start();
    appender.start();
    check();
  }

  @Override
  public void write(byte[] line) throws IOException {
    appender.doAppend(line);
    check();
  }

  @Override
  public void close() {
    appender.stop();
    context.stop();
  }

  private void check() throws IOException {
    if (!appender.isStarted()) {
      throw new IOException(reason());
    }
  }

  /** The reason of a failure, from Logback's status list. */
  private String reason() {
    List<Status> statuses = context.getStatusManager().getCopyOfStatusList();
    String reason = "unknown reason";
    for (Status status : statuses) {
      if (status.getLevel() >= Status.WARN) {
        Throwable cause = status.getThrowable();
        reason = cause == null ? status.getMessage() : cause.toString();
      }
    }
    return reason;
  }

  private static final class Bytes extends EncoderBase<byte[]> {
    private final String path;

    Bytes(String path) {
      this.path = path;
    }

    /** Ends a partial line that a killed program has left. */
    @Override
    public byte[] headerBytes() {
      if (!Files.isRegularFile(Paths.get(path))) {
        return NOTHING; // for example a pipe
      }
      try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
        file.seek(Math.max(0, file.length() - 1));
        int last = file.read();
        return last < 0 || last == '\n' ? NOTHING : LINE_BREAK;
      } catch (IOException e) {
        return NOTHING; // a file that cannot be read may still be writable
      }
    }

    @Override
    public byte[] encode(byte[] line) {
      return line;
    }

    @Override
    public byte[] footerBytes() {
      return NOTHING;
    }
  }
}
