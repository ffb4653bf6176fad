package io.moontrace.agent.program;

import java.io.IOException;
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Runs a script that catches an error, says so, and goes on until its standard input ends. */
public final class Serving {
  public static void main(String[] args) throws IOException {
    Globals globals = JsePlatform.standardGlobals();
    globals.load("return (pcall(error, 'on purpose'))", "@scripts/serve.lua").call();
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // until it is closed
    }
  }

  private Serving() {}
}
