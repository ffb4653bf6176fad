package io.moontrace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.error.Cause;
import io.moontrace.error.ErrorEvent;
import io.moontrace.error.ErrorLines;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.Limits;
import io.moontrace.error.Service;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

class ThrowableReportsTest {

  @Test
  void anErrorThatAProgramWrapsItselfKeepsItsCause() {
    IllegalStateException cause = new IllegalStateException("inside");
    ErrorReport report = report(new LuaError(cause));
    assertThat(report.type()).isEqualTo("org.luaj.vm2.LuaError");
    assertThat(report.causes()).extracting(Cause::type).containsExactly(cause.getClass().getName());
  }

  @Test
  void aThrowableHasTheSameIdInEveryReport() {
    LuaError error = new LuaError("x");
    assertThat(report(error).id()).isEqualTo(report(error).id());
    assertThat(report(new LuaError("x")).id()).isNotEqualTo(report(error).id());
  }

  @Test
  void causesAndSuppressedAreEachIncludedOnce() {
    IllegalStateException top =
        new IllegalStateException("top", new IllegalStateException("cause"));
    top.addSuppressed(new IllegalStateException("suppressed"));
    top.getCause().addSuppressed(top);
    ErrorReport report = report(top);
    assertThat(report.causes()).extracting(Cause::message).containsExactly("suppressed", "cause");
    assertThat(report.causes())
        .extracting(Cause::relation)
        .containsExactly(Cause.Relation.SUPPRESSED, Cause.Relation.CAUSE);
    assertThat(report.causes()).extracting(Cause::parent).containsExactly(-1, -1);
  }

  @Test
  void aChainOfCausesIsBounded() {
    Throwable error = new IllegalStateException("0");
    for (int i = 1; i < 100_000; i++) {
      error = new IllegalStateException(Integer.toString(i), error);
    }
    assertThat(report(error).causes()).hasSize(Limits.CAUSES);
  }

  @Test
  void hostileThrowablesAreReported() {
    assertThat(report(new Hostile()).message()).contains("getMessage failed");
    assertThat(report(new Hostile()).causes()).isEmpty();
    assertThat(report(new Cyclic()).causes()).isEmpty();
    assertThat(report(new LuaError("no stack: " + "x".repeat(100_000))).message())
        .hasSizeLessThan(Limits.MESSAGE + 10);
    assertThat(report(new LuaError(new HostileTable())).message()).startsWith("table: ");
  }

  @Test
  void aTableIsFormattedInLuaSyntax() {
    LuaTable value = new LuaTable();
    value.set("code", 42);
    assertThat(report(new LuaError(value)).message()).isEqualTo("{code = 42}");
    LuaTable secret = new LuaTable();
    secret.set("password", "sesame");
    assertThat(report(new LuaError(secret)).message()).isEqualTo("{password = [redacted]}");
  }

  private static ErrorReport report(Throwable throwable) {
    ErrorReport report = ThrowableReports.report(throwable, Context.root());
    ErrorLines.valid(ErrorEvent.toJson(report, new Service("test", null, null)));
    return report;
  }

  private static final class HostileTable extends LuaTable {
    @Override
    public Varargs next(LuaValue key) {
      throw new StackOverflowError();
    }
  }

  private static final class Hostile extends RuntimeException {
    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return null;
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no");
    }
  }

  private static final class Cyclic extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      return this;
    }
  }
}
