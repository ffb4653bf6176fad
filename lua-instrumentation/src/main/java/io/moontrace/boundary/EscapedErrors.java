package io.moontrace.boundary;

import io.moontrace.bootstrap.ErrorCounts;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.ErrorReports;
import io.moontrace.error.Frame;
import io.moontrace.error.Language;
import io.moontrace.frames.LuaChunk;
import io.moontrace.frames.LuaFrames;

/** Counts and reports the errors that escape Lua. */
final class EscapedErrors {
  static void publish(Throwable thrown, ErrorReport report) {
    if (ErrorCounts.areEnabled()) {
      String chunk = LuaFrames.chunk(thrown);
      ErrorCounts.count(false, report.type(), chunk.isEmpty() ? chunk(report) : chunk);
    }
    ErrorReports.publish(report);
  }

  /** The chunk of the innermost Lua frame, for functions that LuaJC compiled. */
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
