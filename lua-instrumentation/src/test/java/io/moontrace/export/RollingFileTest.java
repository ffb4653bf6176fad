package io.moontrace.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingFileTest {
  @TempDir private Path folder;

  @Test
  void appendsAfterACompleteLine() throws IOException {
    Path file = Files.writeString(folder.resolve("errors.json"), "first\n");
    write(file, "second\n");
    assertThat(file).hasContent("first\nsecond\n");
  }

  @Test
  void endsAPartialLineFirst() throws IOException {
    Path file = Files.writeString(folder.resolve("errors.json"), "first\nsec");
    write(file, "third\n");
    assertThat(Files.readString(file)).isEqualTo("first\nsec\nthird\n");
  }

  @Test
  void aNewFileAndAnEmptyOneBeginWithTheLine() throws IOException {
    Path file = folder.resolve("folder/errors.json");
    write(file, "first\n");
    assertThat(Files.readString(file)).isEqualTo("first\n");
    Path empty = Files.createFile(folder.resolve("empty.json"));
    write(empty, "first\n");
    assertThat(Files.readString(empty)).isEqualTo("first\n");
  }

  private static void write(Path file, String line) throws IOException {
    RollingFile rolling = new RollingFile(file.toString(), 1 << 20, 2);
    rolling.write(line.getBytes(UTF_8));
    rolling.close();
  }
}
