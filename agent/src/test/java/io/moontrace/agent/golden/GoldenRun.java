package io.moontrace.agent.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moontrace.agent.fixture.Scripts;
import io.moontrace.error.ErrorEvent;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.Service;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;

/**
 * Runs scripts in {@link Cell}s once, then many times more. Arguments: how many times more, then
 * for each cell {@code cell:script,script}. Prints the Java version, then an {@link Observed} for
 * each.
 */
public final class GoldenRun {
  private static final Service SERVICE = new Service("golden", null, null);

  private static final int FILES_OPEN = 500;

  private static final String RUN = "Scripts\\.java:[0-9]+";

  private final int hot;
  private final Watched watched = new Watched(120_000);
  private volatile ErrorReport latest;

  private GoldenRun(int hot) {
    this.hot = hot;
  }

  public static void main(String[] args) throws Exception {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
    System.out.println("java " + Runtime.version().feature());
    GoldenRun run = new GoldenRun(Integer.parseInt(args[0]));
    ErrorReports.addSink(run::take);
    for (String drawn : List.of(args).subList(1, args.length)) {
      int colon = drawn.indexOf(':');
      Cell cell = Cell.named(drawn.substring(0, colon));
      for (String script : drawn.substring(colon + 1).split(",", -1)) {
        System.out.println(run.watched.run(() -> run.observe(cell, script)).toLine());
      }
    }
    System.out.println("done");
    System.exit(0); // a coroutine that a script left suspended is a thread that waits
  }

  /** A script may catch errors before one leaves it. */
  private void take(ErrorReport report) {
    if (!report.handled()) {
      latest = report;
    }
  }

  private Observed observe(Cell cell, String script) {
    Globals globals = Scripts.prepare(cell.globals());
    String name = script + ".lua";
    String first = GoldenText.of(reportOf(() -> Scripts.run(globals, name)));
    String json = latest == null ? "" : ErrorEvent.toJson(latest, SERVICE);
    String text = Scripts.read(name);
    int stray = text.contains("coroutine.") ? 1 : 0;
    String differs = again(hot(globals, name), first, stray, text.contains("require"));
    return new Observed(cell.toString(), script, first, json, differs);
  }

  /** Loads but once where it can: what LuaJC makes anew is never hot. */
  private static Runnable hot(Globals globals, String name) {
    LuaValue chunk;
    try {
      chunk = globals.load(Scripts.read(name), "@" + name);
    } catch (Throwable t) {
      return () -> Scripts.run(globals, name);
    }
    return () -> Scripts.run(chunk);
  }

  /**
   * Most texts are the same to the letter; only of others is it asked what a golden holds.
   *
   * @param stray how many runs may differ: LuaJ itself loses what a coroutine yielded once in some
   *     millions of resumes
   * @param opensFiles whether it loads modules: LuaJ leaves it to the collector to close their
   *     files
   */
  private String again(Runnable script, String first, int stray, boolean opensFiles) {
    String known = "";
    int strays = 0;
    for (int i = 1; i <= hot; i++) {
      String text = reportOf(script);
      watched.progress();
      if (i % FILES_OPEN == 0 && opensFiles) {
        System.gc();
      }
      if (text.equals(known)) {
        continue;
      }
      if (alike(GoldenText.of(text), first)) {
        known = text;
      } else if (++strays > stray) {
        return "run " + i + " of " + hot + ":\n" + GoldenText.of(text);
      }
    }
    return "";
  }

  /** But for which of the methods {@code run} it was. */
  private static boolean alike(String text, String first) {
    return text.replaceAll(RUN, "").equals(first.replaceAll(RUN, ""));
  }

  /** The report of the error that left the script; of one that returns, of the last it caught. */
  private String reportOf(Runnable script) {
    latest = null;
    String end = "returned\n";
    try {
      script.run();
    } catch (Throwable t) {
      end = "threw " + t + '\n';
    }
    ErrorReport report = latest;
    return report == null ? "no report; the script " + end : report.text();
  }
}
