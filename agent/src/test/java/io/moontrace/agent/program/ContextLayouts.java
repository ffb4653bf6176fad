package io.moontrace.agent.program;

import io.moontrace.agent.fixture.Scripts;
import java.io.IOException;
import java.io.InputStream;
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Runs {@code context_layouts.lua}, from a class loader of whatever kind. */
public final class ContextLayouts implements Runnable {

  public static void main(String[] args) {
    new ContextLayouts().run();
  }

  @Override
  public void run() {
    Globals globals = JsePlatform.standardGlobals();
    try (InputStream script = Scripts.class.getResourceAsStream("/context_layouts.lua")) {
      globals.load(script, "@context.lua", "t", globals).call();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
