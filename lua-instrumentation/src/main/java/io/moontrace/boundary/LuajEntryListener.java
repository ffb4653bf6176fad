package io.moontrace.boundary;

import static java.util.logging.Level.FINE;
import static java.util.logging.Level.WARNING;

import io.moontrace.bootstrap.LuaBoundary;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;

/** Creates a {@link LuaEntry} for each entry into this copy of LuaJ. Never throws. */
public final class LuajEntryListener {
  private static final Logger logger = Logger.getLogger(LuajEntryListener.class.getName());
  private static final AtomicBoolean warned = new AtomicBoolean();

  private LuajEntryListener() {}

  /** Called once per copy of LuaJ when it is initialised. */
  public static void install() {
    LuaBoundary.listen(
        LuaFunction.class,
        LuajEntryListener::onEntry,
        LuajEntryListener::onExit,
        LuajEntryListener::onCatch);
  }

  private static @Nullable Object onEntry(Object function) {
    try {
      return LuaEntry.start((LuaFunction) function);
    } catch (Throwable t) {
      warn(t);
      return null;
    }
  }

  private static void onExit(Object entry, @Nullable Throwable thrown) {
    try {
      ((LuaEntry) entry).end(thrown);
    } catch (Throwable t) {
      warn(t);
    }
  }

  private static void onCatch(Throwable caught, Boolean byScript) {
    try {
      CaughtErrors.caught(caught, byScript);
    } catch (Throwable t) {
      warn(t);
    }
  }

  private static void warn(Throwable t) {
    boolean first = warned.compareAndSet(false, true);
    logger.log(
        first ? WARNING : FINE,
        "Moontrace could not trace a call into Lua; the call itself is not affected."
            + " Further failures are logged at FINE",
        t);
  }
}
