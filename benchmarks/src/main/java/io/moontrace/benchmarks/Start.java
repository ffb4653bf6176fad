package io.moontrace.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to start the program.
 *
 * @param lua whether it runs a script
 * @param exports whether the agent exports, as it does by default
 */
record Start(boolean lua, boolean exports, Jar agent) {

  /** The agent, if any. */
  enum Jar {
    NONE,
    STOCK,
    OURS
  }

  /** In the order of the table. */
  static List<Start> all() {
    List<Start> all = new ArrayList<>();
    for (boolean lua : new boolean[] {false, true}) {
      all.add(new Start(lua, false, Jar.NONE));
      for (boolean exports : new boolean[] {true, false}) {
        all.add(new Start(lua, exports, Jar.STOCK));
        all.add(new Start(lua, exports, Jar.OURS));
      }
    }
    return all;
  }

  /** The same with the agent that it is compared with. */
  Start withStock() {
    return new Start(lua, exports, Jar.STOCK);
  }

  String title() {
    String program = lua ? "one line of Lua" : "without Lua";
    if (agent == Jar.NONE) {
      return program + ", no agent";
    }
    return program
        + (agent == Jar.STOCK ? ", stock agent" : ", ours")
        + (exports ? "" : ", exporters `none`");
  }
}
