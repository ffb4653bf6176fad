package io.moontrace.testing;

import org.luaj.vm2.lib.jse.JsePlatform;

/** Runs a script in new globals and returns its result as text. */
public final class RequiringScript {

  public static String run(String script) {
    return JsePlatform.standardGlobals().load(script, "@requiring.lua").call().tojstring();
  }

  private RequiringScript() {}
}
