package io.moontrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.Frame;
import io.opentelemetry.api.common.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueWriterTest {
  @Test
  void membersOfEachKind() {
    ValueWriter writer = new ValueWriter();
    writer.member("text", "a").member("absent", (String) null).member("number", 7);
    writer.member("flag", true).member("map", Map.of("k", "v"));
    writer.beginObject("object").beginArray("array");
    writer.beginObject().member("element", 1).endObject();
    writer.endArray().endObject();
    assertThat(writer.members())
        .containsExactly(
            Map.entry("text", Value.of("a")),
            Map.entry("number", Value.of(7)),
            Map.entry("flag", Value.of(true)),
            Map.entry("map", Value.of(Map.of("k", Value.of("v")))),
            Map.entry(
                "object",
                Value.of(Map.of("array", Value.of(Value.of(Map.of("element", Value.of(1L))))))));
  }

  @Test
  void theValueOfAFrameIsCached() {
    Frame frame = Frame.java(new StackTraceElement("a.B", "c", "B.java", 3));
    assertThat(valueOf(frame)).isSameAs(valueOf(frame));
    assertThat(valueOf(frame).asString())
        .isEqualTo(
            "{\"lang\":\"java\",\"function\":\"c\",\"file\":\"B.java\",\"line\":3,"
                + "\"module\":\"a.B\",\"in_app\":true}");
  }

  private static Value<?> valueOf(Frame frame) {
    ValueWriter writer = new ValueWriter();
    writer.beginArray("frames").frame(frame).endArray();
    List<?> frames = (List<?>) writer.members().get("frames").getValue();
    return (Value<?>) frames.get(0);
  }
}
