package io.moontrace.agent.calltree;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.ThreeArgFunction;
import org.luaj.vm2.lib.TwoArgFunction;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.ZeroArgFunction;

/** Functions made in Java: they call back, or fail. */
final class Relay {

  static final class One extends OneArgFunction {
    @Override
    public LuaValue call(LuaValue callback) {
      return callback.call();
    }
  }

  static final class Two extends TwoArgFunction {
    @Override
    public LuaValue call(LuaValue callback, LuaValue argument) {
      return inner(callback, argument);
    }

    private static LuaValue inner(LuaValue callback, LuaValue argument) {
      return callback.call(argument);
    }
  }

  static final class Three extends ThreeArgFunction {
    @Override
    public LuaValue call(LuaValue callback, LuaValue first, LuaValue second) {
      return callback.call(first, second);
    }
  }

  static final class Var extends VarArgFunction {
    @Override
    public Varargs invoke(Varargs args) {
      return args.arg1().invoke(args.subargs(2));
    }
  }

  /** Frames of the JDK lie between. */
  static final class Streaming extends OneArgFunction {
    @Override
    public LuaValue call(LuaValue callback) {
      return Stream.of(callback).map(LuaValue::call).reduce(NIL, (a, b) -> b);
    }
  }

  /** Propagates the error. */
  static final class Same extends OneArgFunction {
    @Override
    public LuaValue call(LuaValue callback) {
      try {
        return callback.call();
      } catch (LuaError e) {
        throw e;
      }
    }
  }

  static final class Wrap extends OneArgFunction {
    @Override
    public LuaValue call(LuaValue callback) {
      try {
        return callback.call();
      } catch (RuntimeException e) {
        throw new IllegalStateException("wrapped", e);
      }
    }
  }

  static final class Fail extends ZeroArgFunction {
    private final Supplier<RuntimeException> exception;

    Fail(Supplier<RuntimeException> exception) {
      this.exception = exception;
    }

    @Override
    public LuaValue call() {
      throw exception.get();
    }
  }

  static final class FailVar extends VarArgFunction {
    @Override
    public Varargs invoke(Varargs args) {
      return deeper(args);
    }

    private static Varargs deeper(Varargs args) {
      throw new IllegalStateException(args.tojstring(1), new RuntimeException("behind it"));
    }
  }

  static final class FailError extends OneArgFunction {
    @Override
    public LuaValue call(LuaValue message) {
      throw new AssertionError(message.tojstring());
    }
  }

  static RuntimeException unchecked() {
    return new IllegalArgumentException("unchecked");
  }

  static RuntimeException lua() {
    return new LuaError("raised in Java");
  }

  static RuntimeException table() {
    return new LuaError(new LuaTable());
  }

  private Relay() {}
}
