package io.moontrace.boundary;

import io.moontrace.bootstrap.ErrorCounts;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.moontrace.frames.LuaChunk;
import io.moontrace.frames.LuaFrames;

/** The errors that leave Lua: each is counted and told. */
final class EscapedErrors {
  static void publish(Throwable thrown, ErrorReport report) {
    if (ErrorCounts.areOn()) {
      String chunk = LuaFrames.chunk(thrown);
      ErrorCounts.count(false, report.type(), chunk.isEmpty() ? chunk(report) : chunk);
    }
    ErrorReports.publish(report);
  }

  /** That of the innermost Lua function, where the engine compiled it. */
  private static String chunk(ErrorReport report) {
    for (Frame frame : report.frames()) {
      String file = frame.file();
      if (frame.language() == Language.LUA && file != null) {
        return LuaChunk.lowCardinality(file);
      }
    }
    return ErrorCounts.NO_CHUNK;
  }

  private EscapedErrors() {}
}
