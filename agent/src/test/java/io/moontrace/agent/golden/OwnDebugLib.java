package io.moontrace.agent.golden;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.DebugLib;

/** As programs have it that count or limit instructions. */
final class OwnDebugLib extends DebugLib {
  private long instructions;
  private long calls;

  @Override
  public void onInstruction(int pc, Varargs varargs, int top) {
    instructions++;
    super.onInstruction(pc, varargs, top);
  }

  @Override
  public void onCall(LuaFunction function) {
    calls++;
    super.onCall(function);
  }

  @Override
  public void onReturn() {
    calls--;
    super.onReturn();
  }

  @Override
  public String toString() {
    return instructions + " instructions, " + calls + " open calls";
  }
}
