package io.moontrace.agent.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Raises errors at a steady rate until a file exists, and then as many again. */
public final class ManyErrors {
  private static final Duration PACE = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** One argument: the file that ends the program. */
  public static void main(String[] args) {
    Path last = Path.of(args[0]);
    LuaValue chunk = JsePlatform.standardGlobals().load("error('again')", "@scripts/again.lua");
    long start = System.nanoTime();
    int count = 0;
    while (!Files.exists(last) && System.nanoTime() - start < PATIENCE.toNanos()) {
      fail(chunk);
      count++;
    }
    for (int i = 0; i < count; i++) {
      fail(chunk);
    }
    System.out.println(2 * count);
  }

  private static void fail(LuaValue chunk) {
    try {
      chunk.call();
    } catch (LuaError e) {
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private ManyErrors() {}
}
