package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;

/**
 * Reads the JSON lines that a test produced and validates each against the shipped schema,
 * Elastic's rules for log lines, and rules that a schema cannot express. Shared with the tests of
 * the other modules.
 */
public final class ErrorLines {
  /** A frame as Elastic's parser of Java stacks recognises it. */
  public static final Pattern ELASTIC_FRAME = Pattern.compile("at (.*)\\(([^:]*)(?::([0-9]+))?\\)");

  private static final int LONG = 50_000;
  private static final long DEEP_STACK = 256L << 20;
  private static final JsonSchema SCHEMA = schema();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All lines of a file, validated. */
  public static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(valid(line));
    }
    return lines;
  }

  /** The lines of a file without those of errors that scripts caught. All lines are validated. */
  public static List<JsonNode> readUnhandled(Path file) throws IOException {
    return read(file).stream().filter(line -> !line.at("/error/handled").asBoolean()).toList();
  }

  /** Parses and validates one line. */
  public static JsonNode valid(String line) {
    assertThat(violations(line)).as(line).isEmpty();
    assertThat(line).as("one line").doesNotContain("\n", "\r", "\u2028", "\u2029");
    JsonNode event = parse(line);
    EcsLoggingSpec.assertHolds(event);
    if (event.at("/error").has("stack_trace")) {
      assertFramesAreReadable(event.at("/error/stack_trace").asText());
    }
    return event;
  }

  /**
   * Java's regular expressions recurse for each repetition of a group, so a long text needs a deep
   * stack.
   */
  private static Set<ValidationMessage> violations(String line) {
    if (line.length() < LONG) {
      return SCHEMA.validate(line, InputFormat.JSON);
    }
    FutureTask<Set<ValidationMessage>> task =
        new FutureTask<>(() -> SCHEMA.validate(line, InputFormat.JSON));
    new Thread(null, task, "validation", DEEP_STACK).start();
    try {
      return task.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertFramesAreReadable(String stackTrace) {
    List<String> lines = stackTrace.lines().toList();
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("\tat ")) {
        assertThat(ELASTIC_FRAME.matcher(line.strip()).matches()).as(line).isTrue();
      }
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  private static JsonSchema schema() {
    try (InputStream file = ErrorEvent.class.getResourceAsStream("error-event.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ErrorLines() {}
}
