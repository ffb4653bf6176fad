package io.moontrace.agent.program;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * Many virtual threads that enter Lua at once, each in a trace of its own, for JDK 21 and later.
 * Each catches an error, runs a coroutine that fails, and fails. Prints what their scripts saw, in
 * order, and whether the threads can be collected. Argument: how many.
 */
public final class VirtualThreads {
  private static final String SCRIPT =
      """
      local function inner(n)
        error("failed " .. n)
      end
      local function outer(n)
        inner(n)
        return n
      end
      function serve(n)
        local caught, message = pcall(outer, "caught " .. n)
        local generator = coroutine.create(function(first)
          local second = coroutine.yield(first + 1)
          inner("in coroutine " .. second)
        end)
        local _, yielded = coroutine.resume(generator, n)
        local resumed, died = coroutine.resume(generator, n)
        seen = table.concat({ tostring(caught), message, yielded, tostring(resumed), died }, " | ")
        outer(n)
      end
      """;

  private static final int ROUNDS = 50;
  private static final long WAIT_MILLIS = 100;

  private final String[] seen;
  private final CountDownLatch start = new CountDownLatch(1);

  private VirtualThreads(int count) {
    seen = new String[count];
  }

  public static void main(String[] args) throws Exception {
    LuaThread.thread_orphan_check_interval = 50;
    VirtualThreads program = new VirtualThreads(Integer.parseInt(args[0]));
    ReferenceQueue<Thread> ended = new ReferenceQueue<>();
    List<WeakReference<Thread>> threads = program.runAll(ended);
    for (String line : program.seen) {
      System.out.println(line);
    }
    System.out.println("collected " + program.collected(ended) + " of " + threads.size());
    System.exit(0);
  }

  private List<WeakReference<Thread>> runAll(ReferenceQueue<Thread> ended) throws Exception {
    Method startVirtual = Thread.class.getMethod("startVirtualThread", Runnable.class);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < seen.length; i++) {
      int number = i;
      threads.add((Thread) startVirtual.invoke(null, (Runnable) () -> run(number)));
    }
    start.countDown();
    List<WeakReference<Thread>> references = new ArrayList<>();
    for (Thread thread : threads) {
      thread.join();
      references.add(new WeakReference<>(thread, ended));
    }
    return references;
  }

  /** In a trace whose number is that of the thread plus one: zero is no trace. */
  private void run(int number) {
    Globals globals = JsePlatform.standardGlobals();
    String id = String.format(Locale.ROOT, "%032x", number + 1);
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            id, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
    try (Scope scope = Context.root().with(Span.wrap(parent)).makeCurrent()) {
      start.await();
      globals.load(SCRIPT, "@virtual.lua").call();
      globals.get("serve").call(LuaValue.valueOf(number));
      seen[number] = "nothing thrown";
    } catch (LuaError e) {
      seen[number] = e.getMessage() + " | " + globals.get("seen").tojstring();
    } catch (InterruptedException e) {
      seen[number] = "interrupted";
    }
  }

  /** How many nothing keeps alive any more, after some rounds. */
  private int collected(ReferenceQueue<Thread> ended) throws InterruptedException {
    int collected = 0;
    for (int i = 0; i < ROUNDS && collected < seen.length; i++) {
      System.gc();
      while (ended.remove(WAIT_MILLIS) != null) {
        collected++;
      }
    }
    return collected;
  }
}
