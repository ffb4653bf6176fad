package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The replies of Redis 7.0.15 are what it answered to the scripts that are named; those of earlier
 * versions are known from public reports.
 */
class RedisReplyTest {
  private static final String SHA1 = "5e383a4a9d10a799a7bdaae726524fbbe9af80c0";
  private static final String END = " script: " + SHA1 + ", on @user_script:";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        // local t = nil return t.x
        "ERR user_script:2: attempt to index local 't' (a nil value)|2|user_script:2: attempt to"
            + " index local 't' (a nil value)",
        // error("boom"), error("boom", 0), error(), error(true), error({err = "MYERR table"})
        "ERR user_script:1: boom|1|user_script:1: boom",
        "ERR boom|1|boom",
        "ERR nil|1|nil",
        "ERR true|1|true",
        "MYERR table|1|MYERR table",
        // redis.call of LPUSH on a string, of no command, without memory, in a read-only script
        "WRONGTYPE Operation against a key holding the wrong kind of value|7|WRONGTYPE Operation"
            + " against a key holding the wrong kind of value",
        "ERR Unknown Redis command called from script|1|Unknown Redis command called from script",
        "OOM command not allowed when used memory > 'maxmemory'.|1|OOM command not allowed when"
            + " used memory > 'maxmemory'.",
        "ERR Write commands are not allowed from read-only scripts.|2|Write commands are not"
            + " allowed from read-only scripts.",
        // nested: local ok, e = pcall(function() error("inner") end); error(e)
        "ERR user_script:1: user_script:1: inner|1|user_script:1: user_script:1: inner",
        // SCRIPT KILL
        "ERR Script killed by user with SCRIPT KILL...|3|Script killed by user with SCRIPT KILL...",
        // a message that contains another error: error("…"), in which Redis replaces line breaks
        "ERR user_script:1: a b  user_script:9: x script: abc, on @user_script:3.|1|user_script:1:"
            + " a b  user_script:9: x script: abc, on @user_script:3.",
      })
  void scripts(String text, int line, String message) {
    assertIs(text + END + line + '.', SHA1, "user_script", line, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "ERR user_function:3: attempt to index field 'x' (a nil value)|myfun|3|user_function:3:"
            + " attempt to index field 'x' (a nil value)",
        "ERR boom|myerr0|16|boom",
        "WRONGTYPE Operation against a key|my_Call2|10|WRONGTYPE Operation against a key",
        "ERR Script killed by user with SCRIPT KILL...|slow|22|Script killed by user with SCRIPT"
            + " KILL...",
      })
  void functions(String text, String function, int line, String message) {
    String reply = text + " script: " + function + ", on @user_function:" + line + '.';
    assertIs(reply, function, "user_function", line, message);
  }

  @Test
  void chunksThatAScriptLoads() {
    // loadstring("local t = nil; t.x = 1", "@my.lua")(), loadstring("error(1)")()
    String own = "ERR my.lua:1: attempt to index local 't' (a nil value) script: " + SHA1;
    assertIs(own + ", on @my.lua:1.", SHA1, "my.lua", 1, own.substring(4, own.indexOf(" script")));
    assertIs(
        "ERR [string \"error(1)\"]:1: 1 script: " + SHA1 + ", on error(1):1.",
        SHA1,
        "[string \"error(1)\"]",
        1,
        "[string \"error(1)\"]:1: 1");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "ERR Error compiling script (new function): user_script:1: 'end' expected near"
            + " '<eof>'|user_script|1|user_script:1: 'end' expected near '<eof>'",
        "ERR Error compiling function: user_function:2: unexpected symbol near"
            + " 'then'|user_function|2|user_function:2: unexpected symbol near 'then'",
      })
  void whatDoesNotCompile(String text, String chunk, int line, String message) {
    assertIs(text, null, chunk, line, message);
    assertThat(RedisReply.parse(text).isCompiling()).isTrue();
  }

  @Test
  void librariesThatFailWhileTheyAreLoaded() {
    String message = "user_function:3: attempt to index local 'x' (a nil value)";
    String text = "ERR Error registering functions: ERR " + message;
    assertIs(text, null, "user_function", 3, message);
    assertThat(RedisReply.parse(text).isCompiling()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "@user_script:3: user_script:3: failed to set key|3|user_script:3: failed to set key",
        "@user_script:1: @user_script: 1: WRONGTYPE x|1|@user_script: 1: WRONGTYPE x",
        "@enable_strict_lua:15: user_script:2: Script attempted to access unexisting global"
            + " variable 'argv'|2|user_script:2: Script attempted to access unexisting global"
            + " variable 'argv'",
        "@user_script:1: C:/x.txt:1: malformed number|1|C:/x.txt:1: malformed number",
      })
  void beforeRedis7(String text, int line, String message) {
    String reply = "ERR Error running script (call to f_" + SHA1 + "): " + text;
    assertIs(reply, SHA1, "user_script", line, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "ERR",
        "ERR unknown command 'nosuchcmd', with args beginning with: ",
        "ERR unknown command 'x', with args beginning with: 'x" + END + "3.' ",
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        "NOSCRIPT No matching script. Please use EVAL.",
        "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
        "ERR Function not found",
        "ERR Can not execute a script with write flag using *_ro command.",
        "ERR Missing library metadata",
        "ERR Function myfun already exists",
        "ERR Unexpected flag in script shebang: bad",
        "OOM command not allowed when used memory > 'maxmemory'.",
        "MYERR reply",
        "user_script:1: boom",
        "ERR user_script:1: boom",
        "ERR boom @user_script:1.",
        "ERR x script: abc, on @user_script:3.",
        "ERR x script: " + SHA1 + "0, on @user_script:3.",
        "ERR x script: " + SHA1 + ", on @user_script:.",
        "ERR x script: " + SHA1 + ", on @user_script:0.",
        "ERR x script: " + SHA1 + ", on @user_script:-3.",
        "ERR x script: " + SHA1 + ", on @user_script:99999999.",
        "ERR x script: " + SHA1 + ", on :3.",
        "ERR x script: " + SHA1 + ", on @user_script:3",
        "ERR x script: " + SHA1 + ", on @user_script:3. ",
        "ERR x script: my-fun, on @user_function:3.",
        "ERR x script: , on @user_function:3.",
        " script: , on :.",
        "ERR Error compiling script (new function): ",
        "ERR Error compiling script (new function): user_script:x: y",
        "ERR Error compiling script (new function): other:1: y",
        "ERR Error running script (call to f_1): wrong number of args",
        "ERR Error running script (call to f_" + SHA1 + "): ERR Operation against a key",
        "Error running script (call to f_" + SHA1 + "): @user_script:1: x",
      })
  void nothingElse(String text) {
    assertThat(RedisReply.parse(text)).isNull();
  }

  @Test
  void aLongReplyIsNotRead() {
    String text = "ERR " + "x".repeat(64 * 1024) + END + "1.";
    assertThat(RedisReply.parse(text)).isNull();
  }

  /** What was cut anywhere is an error of the same script or none, and never a failure. */
  @Test
  void partsOfReplies() {
    for (String text :
        new String[] {
          "ERR user_script:1: boom script: " + SHA1 + ", on @user_script:1.",
          "ERR Error running script (call to f_" + SHA1 + "): @user_script:1: x: y",
          "ERR Error compiling script (new function): user_script:1: 'end' expected"
        }) {
      for (int begin = 0; begin <= text.length(); begin++) {
        for (int end = begin; end <= text.length(); end++) {
          RedisReply reply = RedisReply.parse(text.substring(begin, end));
          assertThat(reply == null || reply.line() == 1 || reply.line() == Frame.NO_LINE).isTrue();
        }
      }
    }
  }

  private static void assertIs(String text, String name, String chunk, int line, String message) {
    RedisReply reply = RedisReply.parse(text);
    assertThat(reply).as(text).isNotNull();
    assertThat(reply.name()).isEqualTo(name);
    assertThat(reply.chunk()).isEqualTo(chunk);
    assertThat(reply.line()).isEqualTo(line);
    assertThat(reply.message()).isEqualTo(message);
  }
}
