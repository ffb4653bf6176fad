package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Repeated infinite recursion, and the state of the thread afterwards. */
class StackOverflowIT {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");
  private static final String ENDLESS = "local function r(n)\n  return 1 + r(n + 1)\nend\nr(1)";

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final Globals globals = JsePlatform.standardGlobals();

  @RepeatedTest(20)
  void theInnermostFramesAreKnownAndTheThreadIsUsableAfterwards() {
    assertThat(catchThrowable(() -> globals.load(ENDLESS, "@endless.lua").call()))
        .isExactlyInstanceOf(StackOverflowError.class);
    EventData overflow = onlyEvent();
    assertThat(overflow.getAttributes().get(TYPE)).isEqualTo("java.lang.StackOverflowError");
    List<String> stack = overflow.getAttributes().get(STACK).lines().toList();
    int leftOut = stack.indexOf("\tat <lua> (...)([builtin])");
    assertThat(stack.subList(1, leftOut)).isNotEmpty().containsOnly("\tat <lua> r(endless.lua:2)");
    assertThat(stack.subList(leftOut + 1, stack.size()))
        .anyMatch(line -> line.contains("StackOverflowIT.java"))
        .noneMatch(line -> line.contains("<lua>") || line.contains("io.moontrace.bootstrap"))
        .endsWith("\t... some frames are not known");

    testing.clearData();
    assertThat(catchThrowable(() -> globals.load("error('next')", "@next.lua").call()))
        .isExactlyInstanceOf(LuaError.class);
    assertThat(onlyEvent().getAttributes().get(STACK))
        .contains("\tat <lua> error([builtin])\n\tat <lua> main chunk(next.lua:1)\n");
  }

  private static EventData onlyEvent() {
    List<EventData> events = testing.waitForTraces(1).get(0).get(0).getEvents();
    assertThat(events).hasSize(1);
    return events.get(0);
  }
}
