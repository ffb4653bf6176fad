package io.moontrace.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.bootstrap.ApplicationLog;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShadeFileTest {
  private final List<String> opened = new ArrayList<>();
  private final List<String> written = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void resetShade() {
    ApplicationLog.setShade(null);
  }

  @Test
  void theFirstPlainLogDeterminesTheFile() {
    ShadeFile file = new ShadeFile("", this::open);
    assertThat(file.hasDestination()).isFalse();
    file.setPlainLog(new File("logs/app.log"));
    file.setPlainLog(new File("other.log"));
    assertThat(file.hasDestination()).isTrue();
    write(file, "a");
    assertThat(opened).containsExactly("logs/app.log.json".replace('/', File.separatorChar));
  }

  @Test
  void withoutAPlainFileItIsInTheWorkingDirectory() {
    ShadeFile file = new ShadeFile("", this::open);
    file.setPlainLog(null);
    write(file, "a");
    assertThat(opened).containsExactly("moontrace-log.json");
  }

  @Test
  void theConfiguredFileTakesPrecedence() {
    ShadeFile file = new ShadeFile("my.json", this::open);
    assertThat(file.hasDestination()).isTrue();
    file.setPlainLog(new File("logs/app.log"));
    write(file, "a");
    assertThat(opened).containsExactly("my.json");
  }

  @Test
  void linesAreInOrderAndWrittenDirectlyAfterTheEnd() {
    ShadeFile file = new ShadeFile("f", this::open);
    file.start();
    for (int i = 0; i < 1000; i++) {
      file.accept((i + " ").getBytes(UTF_8));
    }
    file.end();
    file.accept("late ".getBytes(UTF_8));
    String[] lines = String.join("", written).split(" ", -1);
    assertThat(lines).hasSize(1002);
    assertThat(lines[999]).isEqualTo("999");
    assertThat(lines[1000]).isEqualTo("late");
    assertThat(file.dropped()).isZero();
  }

  @Test
  void linesBeyondTheCapacityAreDroppedAndCountedWithoutBlocking() throws InterruptedException {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    ShadeFile file = new ShadeFile("f", path -> new Slow(begun, slow));
    file.start();
    file.accept(new byte[1]);
    begun.await();
    for (int i = 0; i < ShadeFile.LINES + 5; i++) {
      file.accept(new byte[1]);
    }
    assertThat(file.dropped()).isEqualTo(5);
    slow.countDown();
    file.end();
    assertThat(file.dropped()).isEqualTo(5);
    assertThat(String.join("", written)).hasSize(ShadeFile.LINES + 1);
  }

  @Test
  void bytesBeyondTheCapacityAreDropped() {
    ShadeFile file = new ShadeFile("f", this::open);
    byte[] line = new byte[(int) (ShadeFile.BYTES / 4)];
    for (int i = 0; i < 6; i++) {
      file.accept(line);
    }
    assertThat(file.dropped()).isEqualTo(2);
    file.end();
    file.accept(line);
    assertThat(file.dropped()).isEqualTo(2);
  }

  @Test
  void aFailedFileIsNotOpenedAgain() {
    ShadeFile file =
        new ShadeFile(
            "f",
            path -> {
              opened.add(path);
              throw new IOException("disk full");
            });
    write(file, "a");
    write(file, "b");
    assertThat(file.dropped()).isEqualTo(2);
    assertThat(opened).hasSize(1);
  }

  private static void write(ShadeFile file, String line) {
    file.accept(line.getBytes(UTF_8));
    file.end();
  }

  private LineWriter open(String path) {
    opened.add(path);
    return new Slow(new CountDownLatch(1), new CountDownLatch(0));
  }

  private final class Slow implements LineWriter {
    private final CountDownLatch begun;
    private final CountDownLatch slow;

    Slow(CountDownLatch begun, CountDownLatch slow) {
      this.begun = begun;
      this.slow = slow;
    }

    @Override
    public void write(byte[] line) {
      begun.countDown();
      while (slow.getCount() > 0) {
        try {
          slow.await();
        } catch (InterruptedException e) {
          // like a disk, it ignores interrupts
        }
      }
      written.add(new String(line, UTF_8));
    }

    @Override
    public void close() {}
  }
}
