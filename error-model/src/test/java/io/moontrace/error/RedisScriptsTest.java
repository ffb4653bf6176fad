package io.moontrace.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RedisScriptsTest {
  private static final String SCRIPT = "local t = nil\nreturn t.x";

  /** What Redis calls it. */
  private static final String SHA1 = "5e383a4a9d10a799a7bdaae726524fbbe9af80c0";

  private static final String LIBRARY =
      """
      #!lua name=mylib
      redis.register_function('myfun', function() end)
      redis.register_function{function_name="other", callback=f}
      """;

  private final RedisScripts scripts = new RedisScripts();

  @Test
  void aScriptIsFoundByItsHash() {
    scripts.add(bytes(SCRIPT));
    scripts.add(SCRIPT);
    scripts.add(new String(SCRIPT));
    assertThat(scripts.total()).isEqualTo(SCRIPT.length());
    RedisScript found = scripts.find(SHA1);
    assertThat(found.source().around(2, 1)).containsEntry(2, "return t.x").hasSize(2);
    assertThat(found.definesFunctions()).isFalse();
    assertThat(found.library()).isNull();
    assertThat(scripts.find(SHA1.replace('5', '6'))).isNull();
  }

  @Test
  void theTextIsThatWhichWasSent() {
    byte[] text = bytes(SCRIPT);
    scripts.add(text);
    text[0] = 'x';
    assertThat(scripts.find(SHA1)).isNotNull();
  }

  @Test
  void aLibraryIsFoundByItsFunctions() {
    scripts.add(LIBRARY);
    scripts.add("return 'myfun', register_function");
    assertThat(scripts.registering("myfun").library()).isEqualTo("mylib");
    assertThat(scripts.registering("other").library()).isEqualTo("mylib");
    assertThat(scripts.registering("mylib")).isNull();
    assertThat(scripts.registering("my")).isNull();
  }

  @Test
  void ofTwoVersionsNoneIsFound() {
    scripts.add(LIBRARY);
    scripts.add(LIBRARY + "-- 2\n");
    assertThat(scripts.registering("myfun")).isNull();
  }

  @Test
  void theLeastRecentlyUsedAreForgotten() {
    scripts.add(SCRIPT);
    for (int i = 0; i < 3 * RedisScripts.MAX_TEXTS; i++) {
      scripts.add("return " + i);
      scripts.add(SCRIPT);
    }
    assertThat(scripts.find(SHA1)).isNotNull();
    assertThat(scripts.find(sha1("return 0"))).isNull();
    assertThat(scripts.find(sha1("return " + (3 * RedisScripts.MAX_TEXTS - 1)))).isNotNull();
  }

  @Test
  void theBytesAreBounded() {
    String filler = "-".repeat(RedisScripts.MAX_LENGTH - 8);
    for (int i = 0; i < 40; i++) {
      scripts.add(bytes(filler + i));
    }
    assertThat(scripts.total()).isBetween(1, RedisScripts.MAX_TOTAL);
    int before = scripts.total();
    RedisScripts.sent(bytes("-".repeat(RedisScripts.MAX_LENGTH + 1)));
    RedisScripts.sent((byte[]) null);
    RedisScripts.sent((String) null);
    scripts.add("\u20ac".repeat(RedisScripts.MAX_LENGTH));
    assertThat(scripts.total()).isEqualTo(before);
  }

  @Test
  void manyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> running = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      running.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  scripts.add(bytes("return " + i % 400));
                  scripts.find(SHA1);
                }
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
    threads.shutdown();
    scripts.add(SCRIPT);
    assertThat(scripts.find(SHA1)).isNotNull();
    assertThat(scripts.total()).isLessThan(RedisScripts.MAX_TEXTS * 16);
  }

  private static String sha1(String text) {
    return new RedisScript(bytes(text)).sha1();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
