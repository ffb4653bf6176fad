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
 * A file that is appended to, flushed after each line, and rolled by size: {@code errors.json} to
 * {@code errors.json.1} and so on. The rolling is Logback's, shaded into the agent.
 */
final class RollingFile implements LineWriter {
  private static final byte[] NOTHING = {};
  private static final byte[] LINE_BREAK = {'\n'};
  private static final Duration SIZE_CHECK = Duration.buildBySeconds(1);

  private final ContextBase context = new ContextBase();
  private final RollingFileAppender<byte[]> appender = new RollingFileAppender<>();

  /**
   * Opens the file; folders above it are made.
   *
   * @param maxSize in bytes, at which it is rolled
   * @param maxFiles how many rolled files are kept, one or more
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

  /** Logback tells why in its status list. */
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

    /** A program that was killed left half a line: what comes must not go on behind it. */
    @Override
    public byte[] headerBytes() {
      if (!Files.isRegularFile(Paths.get(path))) {
        return NOTHING; // a pipe, say
      }
      try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
        file.seek(Math.max(0, file.length() - 1));
        int last = file.read();
        return last < 0 || last == '\n' ? NOTHING : LINE_BREAK;
      } catch (IOException e) {
        return NOTHING; // that it cannot be read does not keep us from writing
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
