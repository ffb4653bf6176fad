package io.moontrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.RedisCases;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Errors of scripts inside a real Redis, as its clients pass them on: logged, caught by a script in
 * this process, and escaping from one. Without a {@code redis-server} nothing runs: {@link
 * RequiredRedisIT}.
 */
class RedisScriptsIT {
  private static final String CONFIGURATION =
      """
      <configuration>
        <appender name="FILE" class="ch.qos.logback.core.FileAppender">
          <file>${log.file}</file>
          <encoder class="io.moontrace.logback.ErrorEventEncoder"/>
        </appender>
        <logger name="io.moontrace.agent.program" level="INFO" additivity="false">
          <appender-ref ref="FILE"/>
        </logger>
        <root level="OFF"/>
      </configuration>
      """;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> eachClient() {
    return clients().map(client -> dynamicTest(client, () -> withSource(client)));
  }

  @TestFactory
  Stream<DynamicTest> switchedOff() {
    return clients().map(client -> dynamicTest(client, () -> off(client)));
  }

  @TestFactory
  Stream<DynamicTest> withoutTheAgent() {
    return clients().map(client -> dynamicTest(client, () -> encoderOnly(client)));
  }

  private static Stream<String> clients() {
    return RedisServer.program().isPresent()
        ? Stream.of("jedis", "lettuce", "redisson")
        : Stream.empty();
  }

  private void withSource(String client) throws Exception {
    Path errors = folder.resolve(client + "-errors.json");
    Outcome outcome =
        run(client, "on", program(client, "on").agent().flag("moontrace.errors.file", errors));
    assertThat(outcome.agentLog()).isEmpty();
    Map<String, JsonNode> lines = lines(client, "on");
    mainChunk(lines);
    functionsAndSource(lines);
    assertNothingElse(lines);
    inLua(client, lines.get("escaped"), ErrorLines.read(errors));
  }

  private static void mainChunk(Map<String, JsonNode> lines) {
    String index = sha1(RedisCases.INDEX);
    for (String name : List.of("index", "pipeline")) {
      JsonNode frame = frame(lines, name);
      assertThat(at(frame)).isEqualTo("main chunk " + index + ":2");
      assertThat(frame.get("source").toString())
          .isEqualTo("{\"1\":\"local t = nil\",\"2\":\"return t.x\"}");
      assertThat(remote(lines, name).get("message").asText())
          .isEqualTo("user_script:2: attempt to index local 't' (a nil value)");
    }
    assertThat(lines.get("index").at("/error/stack_trace").asText())
        .contains(
            "Caused by: LuaError: user_script:2: attempt to index local 't' (a nil value)\n"
                + "\tat <lua> main chunk("
                + index
                + ":2)\n");
  }

  private static void functionsAndSource(Map<String, JsonNode> lines) {
    JsonNode push = frame(lines, "push");
    assertThat(at(push)).isEqualTo("? " + sha1(RedisCases.PUSH) + ":3");
    assertThat(push.at("/source/1").asText()).isEqualTo("local password = \"[redacted]\"");
    assertThat(remote(lines, "push").get("message").asText())
        .isEqualTo("WRONGTYPE Operation against a key holding the wrong kind of value");

    JsonNode loaded = frame(lines, "loaded");
    assertThat(at(loaded)).isEqualTo("main chunk " + sha1(RedisCases.LOADED) + ":3");
    assertThat(loaded.at("/source/3").asText()).isEqualTo("error('no tea')");

    JsonNode foreign = frame(lines, "foreign");
    assertThat(at(foreign)).isEqualTo("? " + sha1(RedisCases.FOREIGN) + ":1");
    assertThat(foreign.has("source")).isFalse();

    JsonNode function = frame(lines, "function");
    assertThat(at(function)).isEqualTo("take stock:3");
    assertThat(function.at("/source/3").asText()).isEqualTo("  return item.count");

    assertThat(at(frame(lines, "syntax"))).isEqualTo("(compiling) user_script:1");
  }

  private static void inLua(String client, JsonNode logged, List<JsonNode> reported) {
    assertThat(reported).as(client).hasSize(2);
    assertThat(reported.get(0).at("/error/handled").asBoolean()).isTrue();
    assertThat(reported.get(1).at("/error/handled").asBoolean()).isFalse();
    for (JsonNode line : reported) {
      assertThat(at(remote(line).at("/frames/0")))
          .isEqualTo("main chunk " + sha1(RedisCases.INDEX) + ":2");
    }
    assertThat(remote(logged).get("frames")).isEqualTo(remote(reported.get(1)).get("frames"));
  }

  private void off(String client) throws Exception {
    run(client, "off", program(client, "off").agent().flag("moontrace.redis", false));
    assertThat(lines(client, "off").values()).isNotEmpty().allMatch(line -> remotes(line) == 0);
  }

  /** The encoder recognises the errors alone, but knows no script. */
  private void encoderOnly(String client) throws Exception {
    run(client, "without", program(client, "without"));
    Map<String, JsonNode> lines = lines(client, "without");
    JsonNode frame = frame(lines, "index");
    assertThat(at(frame)).isEqualTo("? " + sha1(RedisCases.INDEX) + ":2");
    assertThat(frame.has("source")).isFalse();
    assertNothingElse(lines);
  }

  private static void assertNothingElse(Map<String, JsonNode> lines) {
    for (String name : List.of("no script", "no function", "reply", "plain", "look-alike")) {
      assertThat(remotes(lines.get(name))).as(name).isZero();
    }
    assertThat(lines).hasSize(13);
  }

  private Outcome run(String client, String name, ForkedJvm program) throws Exception {
    Path own = Files.createDirectories(folder.resolve(client + name));
    try (RedisServer server = RedisServer.start(RedisServer.program().orElseThrow(), own)) {
      Outcome outcome = program.flag("redis.port", server.port()).run();
      assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
      return outcome;
    }
  }

  private ForkedJvm program(String client, String name) throws IOException {
    Path configuration = Files.writeString(folder.resolve("logback.xml"), CONFIGURATION);
    return ForkedJvm.of(RedisCases.class, client)
        .with(ForkedJvm.LUAJ)
        .with(jar("encoder"), jar("model"), jar("logback"), jar("logback-core"), jar("slf4j"))
        .with(jars(Path.of(System.getProperty("moontrace.test.redis-clients"))))
        .flag("logback.configurationFile", configuration)
        .flag("log.file", folder.resolve(client + '-' + name + ".json"));
  }

  private static Path[] jars(Path folder) throws IOException {
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.sorted().toArray(Path[]::new);
    }
  }

  /** The lines of the log by their messages, the names of the cases. */
  private Map<String, JsonNode> lines(String client, String name) throws IOException {
    Map<String, JsonNode> lines = new LinkedHashMap<>();
    for (JsonNode line : ErrorLines.read(folder.resolve(client + '-' + name + ".json"))) {
      lines.put(line.get("message").asText(), line);
    }
    return lines;
  }

  private static JsonNode frame(Map<String, JsonNode> lines, String name) {
    return remote(lines, name).at("/frames/0");
  }

  private static JsonNode remote(Map<String, JsonNode> lines, String name) {
    assertThat(lines).containsKey(name);
    return remote(lines.get(name));
  }

  private static JsonNode remote(JsonNode line) {
    assertThat(remotes(line)).as(line.toString()).isEqualTo(1);
    for (JsonNode cause : line.at("/error/causes")) {
      if (cause.get("relation").asText().equals("remote")) {
        assertThat(cause.get("lang").asText()).isEqualTo("lua");
        assertThat(cause.get("type").asText()).isEqualTo("LuaError");
        assertThat(cause.get("frames")).hasSize(1);
        return cause;
      }
    }
    throw new AssertionError(line);
  }

  private static int remotes(JsonNode line) {
    return line.at("/error/causes").findValuesAsText("relation").stream()
        .mapToInt(relation -> relation.equals("remote") ? 1 : 0)
        .sum();
  }

  private static String at(JsonNode frame) {
    return frame.get("function").asText()
        + ' '
        + frame.get("file").asText()
        + ':'
        + frame.get("line").asInt();
  }

  private static String sha1(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Path jar(String name) {
    return Path.of(System.getProperty("moontrace.test." + name));
  }
}
