package io.moontrace.agent.program;

import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;

/** A script that calls itself without end, each time in a span; several times over. */
public final class DeepSpans {
  private static final String DEEP =
      """
      local otel = require "otel"
      local function deeper()
        return (otel.span("deep", deeper))
      end
      deeper()
      """;

  private static final String AFTER =
      """
      local otel = require "otel"
      print("works", otel.span("after", function(span) span:set_attribute("k", 1) return 1 end))
      """;

  public static void main(String[] args) {
    Globals globals = JsePlatform.standardGlobals();
    for (int i = 0; i < 3; i++) {
      try {
        globals.load(DEEP, "@deep.lua").call();
      } catch (StackOverflowError e) {
        System.out.println("overflow");
      }
      globals.load(AFTER, "@after.lua").call();
    }
  }

  private DeepSpans() {}
}
