package io.moontrace.agent.program;

import org.luaj.vm2.lib.jse.JsePlatform;

/** A script that requires all modules of the agent. */
public final class Requiring {
  public static void main(String[] args) {
    JsePlatform.standardGlobals()
        .load(
            "for _, name in ipairs { 'otel', 'moontrace.otel', 'opentelemetry.global' } do"
                + " print(pcall(require, name)) end",
            "@requiring.lua")
        .call();
  }

  private Requiring() {}
}
