package io.moontrace.agent.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Runs the conformance script inside LuaJ, in a class loader of whatever kind. */
public final class Conformance implements Runnable {
  private static final AtomicInteger runs = new AtomicInteger();

  /** One argument: {@code package.path}, or empty for LuaJ's own. */
  public static void main(String[] args) {
    run(args[0]);
  }

  @Override
  public void run() {
    run("");
  }

  private static void run(String path) {
    Globals globals = JsePlatform.standardGlobals();
    if (!path.isEmpty()) {
      globals.get("package").set("path", path);
    }
    try (InputStream script = Conformance.class.getResourceAsStream("/otel_conformance.lua")) {
      globals.load(script, "@conformance" + runs.incrementAndGet() + ".lua", "t", globals).call();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
