package io.moontrace.agent.program;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Programs that load chunks without {@code Globals.load}. */
public final class Chunks {
  /** The number of pooled globals and of requests. */
  public static final int POOL = 2;

  public static final int REQUESTS = 6;

  /** Fails at line 2 unless it has a name. */
  public static final String SCRIPT =
      "local function greet()\n  return name.first\nend\nlocal first = greet()\nreturn first\n";

  public static void main(String[] args) throws Exception {
    Prototype shared = compile("@shared.lua");
    byHand();
    sharedPrototype(shared);
    pooled(shared);
    System.out.println("done");
  }

  private static void byHand() throws IOException {
    Globals globals = JsePlatform.standardGlobals();
    run(new LuaClosure(compile("@hand.lua"), globals));
    LuaTable environment = new LuaTable();
    environment.set("name", LuaValue.tableOf());
    run(new LuaClosure(compile("@hand.lua"), environment));
  }

  private static void sharedPrototype(Prototype shared) {
    run(new LuaClosure(shared, JsePlatform.standardGlobals()));
    run(new LuaClosure(shared, JsePlatform.debugGlobals()));
  }

  /** Each request uses globals that another thread has used before. */
  private static void pooled(Prototype shared) throws InterruptedException, ExecutionException {
    BlockingQueue<Globals> pool = new ArrayBlockingQueue<>(POOL);
    IntStream.range(0, POOL).forEach(i -> pool.add(JsePlatform.standardGlobals()));
    for (int i = 0; i < REQUESTS; i++) {
      int request = i;
      ExecutorService thread =
          Executors.newSingleThreadExecutor(work -> new Thread(work, "request-" + request));
      Future<?> served = thread.submit(() -> serve(pool, shared));
      served.get();
      thread.shutdown();
    }
  }

  private static void serve(BlockingQueue<Globals> pool, Prototype shared) {
    Globals globals = pool.remove();
    run(new LuaClosure(shared, globals));
    pool.add(globals);
  }

  private static void run(LuaClosure closure) {
    try {
      System.out.println(closure.call());
    } catch (LuaError e) {
      System.out.println(e.getMessage());
    }
  }

  private static Prototype compile(String name) throws IOException {
    return LuaC.instance.compile(
        new ByteArrayInputStream(SCRIPT.getBytes(StandardCharsets.UTF_8)), name);
  }

  private Chunks() {}
}
