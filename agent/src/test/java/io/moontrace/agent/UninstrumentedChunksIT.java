package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moontrace.agent.program.Chunks;
import io.moontrace.error.ErrorLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closures that a program creates itself, and prototypes and globals that it shares. */
class UninstrumentedChunksIT {
  private static final int SHARED = 2 + Chunks.REQUESTS;

  private static Outcome with;
  private static List<JsonNode> lines;

  @BeforeAll
  static void run(@TempDir Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("errors.json");
    with = program().agent().consoleSpans().flag("moontrace.errors.file", file).run();
    lines = ErrorLines.readUnhandled(file);
  }

  @Test
  void theProgramIsNotAffected() throws IOException, InterruptedException {
    Outcome without = program().run();
    assertThat(with.stdout()).isEqualTo(without.stdout()).endsWith("done\n");
    assertThat(with.exitCode()).isEqualTo(without.exitCode()).isZero();
  }

  @Test
  void eachCallIsASpan() {
    List<String> names = new ArrayList<>(List.of("lua hand.lua", "lua hand.lua"));
    names.addAll(Collections.nCopies(SHARED, "lua shared.lua"));
    assertThat(with.spans()).extracting(Outcome.ConsoleSpan::name).containsExactlyElementsOf(names);
    assertThat(with.spans())
        .allSatisfy(span -> assertThat(span.attributes()).contains("lua.chunk.sha256=" + sha256()));
    assertThat(with.spans()).extracting(Outcome.ConsoleSpan::traceId).doesNotHaveDuplicates();
  }

  @Test
  void eachErrorIsALine() {
    assertThat(lines).hasSize(1 + SHARED);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = lines.get(i);
      String chunk = i == 0 ? "hand.lua" : "shared.lua";
      assertThat(line.at("/error/stack_trace").asText().lines().skip(1))
          .startsWith(
              "\tat <lua> greet(" + chunk + ":2)", "\tat <lua> main chunk(" + chunk + ":4)");
      assertThat(line.at("/error/frames/0/chunk_sha256").asText()).isEqualTo(sha256());
    }
  }

  @Test
  void eachLineNamesItsThread() {
    List<String> threads = new ArrayList<>(List.of("main", "main", "main"));
    for (int i = 0; i < Chunks.REQUESTS; i++) {
      threads.add("request-" + i);
    }
    assertThat(lines)
        .extracting(line -> line.at("/process/thread/name").asText())
        .containsExactlyElementsOf(threads);
  }

  private static String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(Chunks.SCRIPT.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static ForkedJvm program() {
    return ForkedJvm.of(Chunks.class).with(ForkedJvm.LUAJ);
  }
}
