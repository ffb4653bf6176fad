package io.moontrace.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moontrace.error.ErrorReport;
import io.moontrace.error.Language;
import io.moontrace.error.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorLinesTest {
  private static final Service SERVICE = new Service("test", null, null);
  private static final ErrorReport REPORT =
      ErrorReport.builder("0".repeat(32), Language.LUA, "E").build();

  @TempDir Path folder;

  @Test
  void waitingReportsAreWrittenBeforeTheEnd() throws IOException {
    Path file = folder.resolve("new/folder/errors.json");
    ErrorLines lines = new ErrorLines(SERVICE, new RollingFile(file.toString(), 1 << 20, 2));
    for (int i = 0; i < 100; i++) {
      lines.accept(REPORT);
    }
    lines.stop();
    assertThat(io.moontrace.error.ErrorLines.read(file)).hasSize(100);
    assertThat(lines.dropped()).isZero();
  }

  @Test
  void aFileIsContinued() throws IOException {
    Path file = folder.resolve("errors.json");
    for (int i = 0; i < 2; i++) {
      ErrorLines lines = new ErrorLines(SERVICE, new RollingFile(file.toString(), 1 << 20, 2));
      lines.accept(REPORT);
      lines.stop();
    }
    assertThat(io.moontrace.error.ErrorLines.read(file)).hasSize(2);
  }

  @Test
  void beyondTheCapacityReportsAreDroppedAndCountedWithoutBlocking() {
    CountDownLatch diskIsBack = new CountDownLatch(1);
    List<byte[]> written = Collections.synchronizedList(new ArrayList<>());
    ErrorLines lines = new ErrorLines(SERVICE, new SlowDisk(diskIsBack, written));
    int reports = ErrorLines.CAPACITY + 50;
    for (int i = 0; i < reports; i++) {
      lines.accept(REPORT);
    }
    // the writer may already have taken one
    assertThat(lines.dropped()).isBetween(49L, 50L);
    diskIsBack.countDown();
    lines.stop();
    assertThat(written.size() + lines.dropped()).isEqualTo(reports);
  }

  @Test
  void afterAFailureTheRestIsDropped() {
    ErrorLines lines = new ErrorLines(SERVICE, new FullDisk());
    for (int i = 0; i < 10; i++) {
      lines.accept(REPORT);
    }
    lines.stop();
    assertThat(lines.dropped()).isEqualTo(10);
  }

  @Test
  void anUnwritablePathIsAnErrorWithTheReason() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new RollingFile(file.resolve("errors.json").toString(), 1 << 20, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("errors.json");
  }

  private record SlowDisk(CountDownLatch isBack, List<byte[]> written) implements LineWriter {
    @Override
    public void write(byte[] line) throws IOException {
      try {
        isBack.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      written.add(line);
    }

    @Override
    public void close() {}
  }

  private record FullDisk() implements LineWriter {
    @Override
    public void write(byte[] line) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void close() {}
  }
}
