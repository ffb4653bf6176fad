package io.moontrace.cli;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Java programs of this user on this machine. */
final class JavaPrograms {
  /** Programs listed. */
  static final int MAX = 100;

  private static final String ATTACH = "com.sun.tools.attach.VirtualMachine";

  /** By process id: the main class or the jar. Empty for a Java without the attach API. */
  static Map<String, String> all() {
    Map<String, String> programs = new LinkedHashMap<>();
    if (canAttach()) {
      for (VirtualMachineDescriptor program : VirtualMachine.list()) {
        programs.put(program.id(), name(program.displayName()));
      }
    }
    return programs;
  }

  /** Whether this Java has the attach API; a small JRE may not. */
  static boolean canAttach() {
    try {
      Class.forName(ATTACH);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Without the arguments, which may hold secrets. */
  private static String name(String displayName) {
    int blank = displayName.indexOf(' ');
    return blank < 0 ? displayName : displayName.substring(0, blank);
  }

  private JavaPrograms() {}
}
