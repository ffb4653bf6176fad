package io.moontrace.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisCommandExecutionException;
import io.moontrace.bootstrap.RuntimeSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

class RedisErrorsTest {
  private static final String SHA1 = "5e383a4a9d10a799a7bdaae726524fbbe9af80c0";
  private static final String TEXT =
      "ERR user_script:2: boom script: " + SHA1 + ", on @user_script:2.";
  private static final String REDISSON =
      ". channel: [id: 0xae4b2aff, L:/127.0.0.1:59612 - R:127.0.0.1/127.0.0.1:16392] command:"
          + " (EVAL), params: [local t = nil\nreturn t.x, 0], promise: x";

  @AfterEach
  void reset() {
    RuntimeSettings.setRedis(true);
  }

  @Test
  void theClientsExceptions() {
    assertThat(causeOf(new JedisDataException(TEXT))).isNotNull();
    assertThat(causeOf(new JedisNoScriptException(TEXT))).isNotNull();
    assertThat(causeOf(new RedisCommandExecutionException(TEXT))).isNotNull();
    assertThat(causeOf(new RedisException(TEXT + REDISSON))).isNotNull();
    assertThat(causeOf(new RedisTimeoutException(TEXT))).isNotNull();
  }

  @Test
  void otherExceptionsWithTheSameText() {
    assertThat(causeOf(new IllegalStateException(TEXT))).isNull();
    assertThat(causeOf(new JedisConnectionException(TEXT))).isNull();
    assertThat(causeOf(new io.lettuce.core.RedisException(TEXT))).isNull();
    assertThat(causeOf(new JedisDataException(TEXT + REDISSON))).isNull();
    assertThat(causeOf(new JedisDataException((String) null))).isNull();
    assertThat(causeOf(new JedisDataException("ERR unknown command 'x'"))).isNull();
  }

  @Test
  void theCauseIsThatOfTheInnermostException() {
    RedisCommandExecutionException inner = new RedisCommandExecutionException(TEXT);
    RedisCommandExecutionException outer = new RedisCommandExecutionException(TEXT, inner);
    assertThat(RedisErrors.causeOf(outer, inner, TEXT, Cause.ERROR)).isNull();
    assertThat(RedisErrors.causeOf(inner, null, TEXT, 0).parent()).isZero();
  }

  /** Redisson appends the arguments, which may look like an error. */
  @Test
  void onlyTheReplyInAMessageOfRedisson() {
    String forged = REDISSON.replace("nil", TEXT.replace("2.", "3.") + REDISSON);
    Cause cause = causeOf(new RedisException(TEXT + forged));
    assertThat(cause.message()).isEqualTo("user_script:2: boom");
    assertThat(cause.frames().get(0).line()).isEqualTo(2);
    String many = ". channel: [".repeat(1_000);
    assertThat(causeOf(new RedisException("ERR x" + many + TEXT + many))).isNull();
    assertThat(causeOf(new RedisException("NOSCRIPT No matching script." + REDISSON))).isNull();
  }

  @Test
  void switchedOff() {
    RuntimeSettings.setRedis(false);
    assertThat(causeOf(new JedisDataException(TEXT))).isNull();
  }

  @Test
  void aScriptWhoseTextIsNotKnown() {
    String other = SHA1.replace('5', '6');
    Cause cause = causeOf(new JedisDataException(TEXT.replace(SHA1, other)));
    assertThat(cause.relation()).isEqualTo(Cause.Relation.REMOTE);
    assertThat(cause.language()).isEqualTo(Language.LUA);
    assertThat(cause.type()).isEqualTo("LuaError");
    assertThat(cause.message()).isEqualTo("user_script:2: boom");
    assertThat(cause.stack().isApproximate()).isTrue();
    assertThat(cause.frames()).containsExactly(Frame.lua("?", other, 2, null));
  }

  @Test
  void aScriptWhoseTextWentBy() {
    RedisScripts.sent("local t = nil\nreturn t.x");
    Cause cause = causeOf(new JedisDataException(TEXT));
    assertThat(cause.stack().isApproximate()).isFalse();
    Frame frame = cause.frames().get(0);
    assertThat(frame.toString()).isEqualTo("at <lua> main chunk(" + SHA1 + ":2)");
    assertThat(frame.source()).isEqualTo(Map.of("1", "local t = nil", "2", "return t.x"));
    assertThat(frame.chunk().gitBlob()).isEqualTo("727a04dd179806295ec57b19f1d184d5061ff224");
  }

  @Test
  void secretsInTheScriptAreRedacted() {
    String script = "local password = 'hunter2'\nlocal f = function(t) return t.x end\nf(nil)";
    RedisScripts.sent(script.getBytes(UTF_8));
    String sha1 = new RedisScript(script.getBytes(UTF_8)).sha1();
    Cause cause = causeOf(new JedisDataException(TEXT.replace(SHA1, sha1)));
    assertThat(cause.frames().get(0).function()).isEqualTo("?");
    assertThat(cause.frames().get(0).source().get("1"))
        .isEqualTo("local password = \"[redacted]\"");
  }

  @Test
  void aFunction() {
    RedisScripts.sent(
        "#!lua name=stock\nredis.register_function('take', function(keys)\n  return nil.x\nend)");
    Frame frame =
        causeOf(new JedisDataException("ERR boom script: take, on @user_function:3."))
            .frames()
            .get(0);
    assertThat(frame.toString()).isEqualTo("at <lua> take(stock:3)");
    assertThat(frame.source()).containsEntry("3", "  return nil.x");
    assertThat(causeOf(new JedisDataException("ERR x script: give, on @user_function:3.")).frames())
        .containsExactly(Frame.lua("give", "user_function", 3, null));
  }

  @Test
  void whatDoesNotCompile() {
    String text = "ERR Error compiling script (new function): user_script:1: 'end' expected";
    Cause cause = causeOf(new JedisDataException(text));
    assertThat(cause.frames()).containsExactly(Frame.lua("(compiling)", "user_script", 1, null));
  }

  @Test
  void theLineIsValid() {
    ErrorReport report =
        ErrorReport.builder("0".repeat(32), Language.JAVA, JedisDataException.class.getName())
            .message(TEXT)
            .causes(List.of(causeOf(new JedisDataException(TEXT.replace("5e", "6e")))))
            .build();
    JsonNode cause =
        ErrorLines.valid(ErrorEvent.toJson(report, new Service("shop", null, null)))
            .at("/error/causes/0");
    assertThat(cause.get("relation").asText()).isEqualTo("remote");
    assertThat(cause.at("/frames/0/lang").asText()).isEqualTo("lua");
  }

  private static Cause causeOf(Throwable thrown) {
    return RedisErrors.causeOf(thrown, null, thrown.getMessage(), Cause.ERROR);
  }
}
