package io.moontrace.agent.calltree;

import io.moontrace.error.Cause;
import java.util.ArrayList;
import java.util.List;

/** An error on its way out: gathers the true stack, its own and that of all behind it. */
final class Fault {
  /** What a script that catches the error gets. */
  enum Value {
    TEXT,
    TABLE,
    NIL
  }

  private final List<Thrown> chain = new ArrayList<>();
  private int stillThrown;
  private Value value;

  /** Whether the text that a script would get names where the error was raised. */
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
    fault.stillThrown = 1;
    return fault;
  }

  /** An error that Java code throws, with what is behind it. */
  static Fault java(JavaCode code, Value value) {
    Fault fault = new Fault(value);
    for (Thrown thrown : code.thrown()) {
      fault.chain.add(
          new Thrown(thrown.relation(), thrown.type(), new ArrayList<>(thrown.frames())));
    }
    fault.stillThrown = fault.chain.size();
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

  void pass(TrueFrame frame) {
    chain.subList(0, stillThrown).forEach(thrown -> thrown.frames().add(frame));
    tellsItsOrigin |= frame.isActivation();
  }

  void passAll(List<TrueFrame> frames) {
    frames.forEach(this::pass);
  }

  /** The function that made the call is gone; of several in a row Lua tells once. */
  void passTailCall() {
    for (Thrown thrown : chain.subList(0, stillThrown)) {
      List<TrueFrame> frames = thrown.frames();
      if (frames.isEmpty() || !frames.get(frames.size() - 1).equals(TrueFrame.TAIL_CALLS)) {
        frames.add(TrueFrame.TAIL_CALLS);
      }
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
      stillThrown++;
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
    stillThrown = 1;
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
