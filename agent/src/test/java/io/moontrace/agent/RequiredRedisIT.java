package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What cannot run for want of a {@code redis-server} is no failure, unless {@code
 * -Dmoontrace.test.require-redis=true} says so; the build prints it at its end.
 */
class RequiredRedisIT {
  private static final Path NOTICE = Path.of(System.getProperty("moontrace.test.redis-notice"));

  @Test
  void itIsThereIfRequired() {
    assertThat(RedisServer.program().isPresent() || !isRequired())
        .as("redis-server on the PATH or at -Dmoontrace.test.redis")
        .isTrue();
  }

  @Test
  void theEndOfTheBuildSaysWhatDidNotRun() throws IOException {
    Files.deleteIfExists(NOTICE);
    if (RedisServer.program().isEmpty()) {
      Files.writeString(
          NOTICE,
          "Not run, because no redis-server was found: scripts inside Redis."
              + " -Dmoontrace.test.redis can say where it is.\n");
    }
    assertThat(Files.exists(NOTICE)).isEqualTo(RedisServer.program().isEmpty());
  }

  private static boolean isRequired() {
    return Boolean.getBoolean("moontrace.test.require-redis");
  }
}
