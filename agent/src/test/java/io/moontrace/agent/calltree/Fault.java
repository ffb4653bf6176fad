package io.moontrace.agent.calltree;

import io.moontrace.error.Cause;
import java.util.ArrayList;
import java.util.List;

/** An error that propagates: collects its true stack and those of its causes. */
final class Fault {
  /** The error value that a script gets when it catches the error. */
  enum Value {
    TEXT,
    TABLE,
    NIL
  }

  private final List<Thrown> chain = new ArrayList<>();
  private Value value;

  /** Whether the message that a script gets names the position where the error was raised. */
  private boolean tellsItsOrigin;

  /** A java.lang.Error: neither pcall nor LuaJ's interpreter catches it. */
  private boolean uncatchable;

  private Fault(Value value) {
    this.value = value;
  }

  /** An error that Lua code or the engine raises. */
  static Fault lua(Value value) {
    Fault fault = new Fault(value);
    fault.chain.add(new Thrown(null, Thrown.LUA_ERROR, new ArrayList<>()));
    return fault;
  }

  /** An error that Java code throws, with its causes. */
  static Fault java(JavaCode code, Value value) {
    Fault fault = new Fault(value);
    for (Thrown thrown : code.thrown()) {
      fault.chain.add(
          new Thrown(thrown.relation(), thrown.type(), new ArrayList<>(thrown.frames())));
    }
    fault.uncatchable = code.throwsError();
    return fault;
  }

  Value value() {
    return value;
  }

  boolean uncatchable() {
    return uncatchable;
  }

  List<Thrown> chain() {
    return chain;
  }

  /** Out of a function: for those that were caught on the way too, it was just as it is now. */
  void pass(TrueFrame frame) {
    passRaised(frame);
    passCaught(frame);
  }

  /** Out of a function, which is there since the last error was raised. */
  void passRaised(TrueFrame frame) {
    chain.get(0).frames().add(frame);
    tellsItsOrigin |= frame.isActivation();
  }

  /** Out of a function, as it was when the errors before the last one were caught. */
  void passCaught(TrueFrame frame) {
    chain.subList(1, chain.size()).forEach(thrown -> thrown.frames().add(frame));
  }

  void passAll(List<TrueFrame> frames) {
    frames.forEach(this::pass);
  }

  /** The calling function is no longer on the stack. */
  void passTailCall() {
    chain.forEach(Fault::addTailCall);
  }

  /** The function that raised the last error is no longer on the stack. */
  void passTailCallRaised() {
    addTailCall(chain.get(0));
  }

  /** Consecutive tail calls are shown once. */
  private static void addTailCall(Thrown thrown) {
    List<TrueFrame> frames = thrown.frames();
    if (frames.isEmpty() || !frames.get(frames.size() - 1).equals(TrueFrame.TAIL_CALLS)) {
      frames.add(TrueFrame.TAIL_CALLS);
    }
  }

  /** Out of a method that luajava calls: LuaJ puts {@code vm error: } around it. */
  void passLuajava() {
    uncatchable = false;
    tellsItsOrigin = true;
    value = Value.TEXT;
  }

  /** Java catches it and throws another with this one as its cause. */
  void wrappedBy(JavaCode wrapper) {
    passAll(wrapper.behind());
    if (!uncatchable) {
      Thrown around = wrapper.thrown().get(0);
      raiseAgain(Cause.Relation.CAUSE, around.type(), around.frames());
      value = Value.TEXT;
    }
  }

  /** Lua catches it by {@code builtin} and raises what it got. */
  void raisedAgain(TrueFrame builtin) {
    pass(builtin);
    if (value == Value.TEXT && !tellsItsOrigin) {
      forget();
    }
    raiseAgain(Cause.Relation.LUA_RETHROW, Thrown.LUA_ERROR, List.of());
  }

  /** It ends a coroutine, and its message is raised in the resumer. */
  void outOfCoroutine() {
    // the text of a java.lang.Error is its own
    tellsItsOrigin &= !uncatchable;
    uncatchable = false;
    boolean isText = value == Value.TEXT;
    value = Value.TEXT;
    boolean isLost = !isText && !tellsItsOrigin;
    raisedAgain(TrueFrame.RESUMED_FROM);
    if (isLost) {
      // of a table only the address remains, which does not identify an earlier error
      chain.subList(1, chain.size()).clear();
    }
  }

  /** Its text may come from anywhere, but what is in it may tell the origin of an earlier error. */
  private void forget() {
    chain.remove(0);
    if (!chain.isEmpty() && chain.get(0).relation() != Cause.Relation.LUA_RETHROW) {
      chain.clear();
    }
  }

  private void raiseAgain(Cause.Relation relation, String type, List<TrueFrame> frames) {
    if (!chain.isEmpty()) {
      chain.set(0, chain.get(0).as(relation));
    }
    chain.add(0, new Thrown(null, type, new ArrayList<>(frames)));
    tellsItsOrigin = false;
  }
}
