package io.moontrace.agent.calltree;

import io.moontrace.agent.calltree.JavaCode.Probe;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * Runs trees and compares the reported stacks with the true ones. Arguments: the first seed and the
 * number of trees. Prints the number of exact trees and, if there are others, the details of the
 * shortest.
 */
public final class CallTrees {
  private static final int ENOUGH_FAILURES = 200;
  private static final int SHOWN = 3;

  private final List<ErrorReport> reports = new ArrayList<>();

  private CallTrees() {}

  public static void main(String[] args) {
    long seed = Long.parseLong(args[0]);
    int count = Integer.parseInt(args[1]);
    CallTrees trees = new CallTrees();
    ErrorReports.addSink(trees::take);
    List<Mismatch> mismatches = new ArrayList<>();
    int exact = 0;
    for (int i = 0; i < count && mismatches.size() < ENOUGH_FAILURES; i++) {
      Mismatch mismatch = trees.check(seed + i);
      if (mismatch == null) {
        exact++;
      } else {
        mismatches.add(mismatch);
      }
    }
    mismatches.sort(Comparator.comparing(mismatch -> mismatch.program().text().length()));
    mismatches.forEach(mismatch -> System.out.println(mismatch.firstDifference()));
    mismatches.stream().limit(SHOWN).forEach(System.out::println);
    System.out.println(exact + " trees are exact, " + mismatches.size() + " are not");
  }

  /** Includes the reports of caught errors. */
  private void take(ErrorReport report) {
    if (!report.handled()) {
      reports.add(report);
    }
  }

  private Mismatch check(long seed) {
    Program program = Program.of(seed);
    reports.clear();
    List<TrueFrame> outside = run(program, seed);
    Fault fault = program.fault();
    fault.passAll(outside);
    String actual =
        reports.size() == 1
            ? Thrown.reported(reports.get(0)).toString()
            : reports.size() + " reports";
    String expected = fault.chain().toString();
    return expected.equals(actual) ? null : new Mismatch(seed, program, expected, actual);
  }

  /** Returns the frames outside of Lua: those of a Java function that is called in its place. */
  private List<TrueFrame> run(Program program, long seed) {
    Globals globals = globals(program, seed % 4 == 0);
    List<TrueFrame> outside = new ArrayList<>();
    for (LuaValue function : List.of(new Probe(), globals.load(program.text(), program.chunk()))) {
      try {
        enter(function, seed);
      } catch (Throwable t) {
        if (outside.isEmpty()) {
          outside.addAll(JavaCode.allFrames(t));
        }
      }
    }
    return outside;
  }

  private static void enter(LuaValue function, long seed) {
    switch ((int) (seed % 3)) {
      case 0 -> function.call();
      case 1 -> function.invoke();
      default -> function.call(LuaValue.ONE, LuaValue.TRUE);
    }
  }

  private static Globals globals(Program program, boolean debug) {
    Globals globals = debug ? JsePlatform.debugGlobals() : JsePlatform.standardGlobals();
    JavaSide.installInto(globals);
    globals.finder =
        path -> {
          String text = program.files().get(path);
          return text == null
              ? null
              : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        };
    return globals;
  }

  private record Mismatch(long seed, Program program, String expected, String actual) {
    String firstDifference() {
      List<String> truth = expected.lines().toList();
      List<String> said = actual.lines().toList();
      int i = 0;
      while (i < truth.size() && i < said.size() && truth.get(i).equals(said.get(i))) {
        i++;
      }
      return "seed " + seed + ": expected " + line(truth, i) + ", reported " + line(said, i);
    }

    private static String line(List<String> lines, int i) {
      return i < lines.size() ? lines.get(i).strip() : "the end";
    }

    @Override
    public String toString() {
      return "==== seed "
          + seed
          + "\n"
          + program
          + "---- expected\n"
          + expected
          + "\n---- reported\n"
          + actual;
    }
  }
}
