package io.moontrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moontrace.error.ErrorEvent;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.moontrace.error.Service;
import io.moontrace.error.TraceIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A line as written by the agent.
 *
 * @param id its {@code event.id}
 * @param text without a line break
 */
record ErrorLine(String id, String text) {
  private static final Service SERVICE = new Service("lines", null, null);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An error with the given message, raised in Lua. */
  static ErrorLine of(String message) {
    return of(message, Map.of());
  }

  /** The same with business context. */
  static ErrorLine of(String message, Map<String, String> context) {
    String errorId = UUID.randomUUID().toString().replace("-", "");
    ErrorReport.Builder report =
        ErrorReport.builder(errorId, Language.LUA, "org.luaj.vm2.LuaError")
            .message(message)
            .frames(List.of(Frame.lua("checkout", "scripts/orders.lua", 35, null)))
            .trace(new TraceIds(errorId, errorId.substring(16), "01"));
    context.forEach(report::context);
    String text = ErrorEvent.toJson(report.build(), SERVICE);
    try {
      return new ErrorLine(JSON.readTree(text).at("/event/id").asText(), text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The given number of errors with the message. */
  static List<ErrorLine> of(String message, int count) {
    return IntStream.range(0, count).mapToObj(i -> of(message)).toList();
  }

  /** Appends lines to the file, each with its line break; creates the file if necessary. */
  static void append(Path file, List<ErrorLine> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()).append('\n'));
    append(file, text.toString());
  }

  /** Appends text unchanged. */
  static void append(Path file, String text) {
    try {
      Files.write(file, text.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
