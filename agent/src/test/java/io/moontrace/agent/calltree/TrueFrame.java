package io.moontrace.agent.calltree;

import io.moontrace.error.Frame;
import io.moontrace.error.Language;

/** A frame as it must be reported. */
record TrueFrame(Language language, String function, String file, int line, String module) {
  /** What Lua's own traceback prints where callers are gone. */
  static final TrueFrame TAIL_CALLS = builtin("(...tail calls...)");

  /** What lies outside is the stack of whoever resumed the coroutine. */
  static final TrueFrame RESUMED_FROM = builtin("(...resumed from...)");

  static TrueFrame lua(String function, String file, int line) {
    return new TrueFrame(Language.LUA, function, file, line, null);
  }

  static TrueFrame builtin(String function) {
    return new TrueFrame(Language.LUA, function, null, Frame.NO_LINE, Frame.BUILTIN);
  }

  static TrueFrame java(StackTraceElement e) {
    return new TrueFrame(
        Language.JAVA, e.getMethodName(), e.getFileName(), e.getLineNumber(), e.getClassName());
  }

  /** A frame as it was reported. */
  static TrueFrame reported(Frame frame) {
    return new TrueFrame(
        frame.language(), frame.function(), frame.file(), frame.line(), frame.module());
  }

  boolean isActivation() {
    return language == Language.LUA && file != null;
  }

  @Override
  public String toString() {
    String owner = module == null ? "" : module + ' ';
    return language + " " + owner + function + " (" + file + ':' + line + ')';
  }
}
